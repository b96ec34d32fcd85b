package ${package};

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An RFC 9457 problem of type {@code about:blank}.
 *
 * @param title the status in words
 * @param detail what went wrong this time, in a sentence
 * @param instance path of the request
 * @param errors the fields at fault; empty if no field is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String title, int status, String detail, String instance, List<InvalidField> errors) {
  Problem {
    errors = List.copyOf(errors);
  }

  /**
   * A field that the client must change.
   *
   * @param message what the field must be
   */
  record InvalidField(String field, String message) {}
}
