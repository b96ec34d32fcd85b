package dev.nines.autoconfigure.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An RFC 9457 problem. Its type is {@code about:blank}, which the RFC lets us leave out: the status
 * says what kind of problem it is.
 *
 * @param title the status in words
 * @param detail what went wrong this time, in a sentence
 * @param instance path of the request
 * @param errors the fields at fault, by name; empty if no field is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String title, int status, String detail, String instance, List<InvalidField> errors) {
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * A field that the client must change.
   *
   * @param field as a path in the body, such as {@code items[0].quantity}, or a parameter's name
   * @param message what the field must be
   */
  public record InvalidField(String field, String message) {}
}
