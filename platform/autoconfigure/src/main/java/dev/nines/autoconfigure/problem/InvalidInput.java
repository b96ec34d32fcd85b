package dev.nines.autoconfigure.problem;

import dev.nines.autoconfigure.problem.Problem.InvalidField;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * What is wrong with a request's content.
 *
 * @param detail a sentence for people
 * @param fields the fields at fault, sorted; empty if the fault is not in a field
 */
record InvalidInput(String detail, List<InvalidField> fields) {
  InvalidInput {
    fields =
        fields.stream()
            .sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::message))
            .toList();
  }

  static InvalidInput of(InvalidField field) {
    return ofFields(List.of(field));
  }

  static InvalidInput of(WebExchangeBindException e) {
    return ofFields(e.getFieldErrors().stream().map(InvalidInput::field).toList());
  }

  static InvalidInput of(HandlerMethodValidationException e) {
    return ofFields(
        e.getParameterValidationResults().stream()
            .flatMap(result -> fields(result).stream())
            .toList());
  }

  private static InvalidInput ofFields(List<InvalidField> fields) {
    List<String> names = fields.stream().map(InvalidField::field).distinct().sorted().toList();
    String count =
        names.size() == 1 ? "1 field is invalid: " : names.size() + " fields are invalid: ";
    return new InvalidInput(names.stream().collect(Collectors.joining(", ", count, ".")), fields);
  }

  private static List<InvalidField> fields(ParameterValidationResult result) {
    if (result instanceof ParameterErrors errors) {
      return errors.getFieldErrors().stream().map(InvalidInput::field).toList();
    }
    String name = String.valueOf(result.getMethodParameter().getParameterName());
    return result.getResolvableErrors().stream()
        .map(error -> new InvalidField(name, message(error)))
        .toList();
  }

  private static InvalidField field(FieldError error) {
    return new InvalidField(error.getField(), message(error));
  }

  private static String message(MessageSourceResolvable error) {
    return String.valueOf(error.getDefaultMessage());
  }
}
