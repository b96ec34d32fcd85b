package dev.nines.order.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
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
record Problem(
    @Schema(example = "Bad Request") String title,
    @Schema(example = "400") int status,
    @Schema(example = "1 field is invalid: currency.") String detail,
    @Schema(example = "/orders") String instance,
    List<InvalidField> errors) {
  Problem {
    errors = List.copyOf(errors);
  }

  /**
   * A field that the client must change.
   *
   * @param field as a path in the body, such as {@code items[0].quantity}, or a parameter's name
   * @param message what the field must be
   */
  record InvalidField(
      @Schema(example = "currency") String field,
      @Schema(example = "must be an ISO 4217 code such as EUR") String message) {}
}
