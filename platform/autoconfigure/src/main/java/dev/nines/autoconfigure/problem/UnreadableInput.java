package dev.nines.autoconfigure.problem;

import dev.nines.autoconfigure.problem.Problem.InvalidField;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a body that is not the JSON that was asked for, or a parameter of the
 * wrong type, without Jackson's own messages, which name our classes.
 */
final class UnreadableInput {
  private UnreadableInput() {}

  static InvalidInput of(ServerWebInputException e) {
    for (@Nullable Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        return of(json);
      }
    }
    return parameter(e);
  }

  private static InvalidInput of(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          InvalidInput.of(new InvalidField(path(unknown), "is not a known property"));
      case MismatchedInputException mismatch when mismatch.getPath().isEmpty() ->
          new InvalidInput("The body must be one JSON object" + place(mismatch) + ".", List.of());
      case MismatchedInputException mismatch ->
          InvalidInput.of(new InvalidField(path(mismatch), must(mismatch.getTargetType())));
      case InputCoercionException range when !range.getPath().isEmpty() ->
          InvalidInput.of(new InvalidField(path(range), "is out of range"));
      case InputCoercionException range ->
          new InvalidInput("A number is out of range" + place(range) + ".", List.of());
      default -> new InvalidInput("The body is not valid JSON" + place(e) + ".", List.of());
    };
  }

  private static InvalidInput parameter(ServerWebInputException e) {
    if (e instanceof MissingRequestValueException missing) {
      return InvalidInput.of(new InvalidField(missing.getName(), "must be given"));
    }
    @Nullable MethodParameter parameter = e.getMethodParameter();
    if (parameter != null && parameter.hasParameterAnnotation(RequestBody.class)) {
      return new InvalidInput("The request has no body that can be read.", List.of());
    }
    if (parameter == null || e.getCause() == null) {
      return new InvalidInput("The request cannot be read.", List.of());
    }
    String name = String.valueOf(parameter.getParameterName());
    return InvalidInput.of(new InvalidField(name, must(parameter.getParameterType())));
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference reference : e.getPath()) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }

  private static String place(JacksonException e) {
    @Nullable TokenStreamLocation at = e.getLocation();
    if (at == null || at.getLineNr() < 1) {
      return "";
    }
    return " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static String must(@Nullable Class<?> type) {
    if (type == String.class) {
      return "must be a string";
    }
    if (type == Integer.class || type == int.class) {
      return "must be a whole number";
    }
    if (type == BigDecimal.class) {
      return "must be a number";
    }
    if (type == UUID.class) {
      return "must be a UUID";
    }
    return type != null && Collection.class.isAssignableFrom(type)
        ? "must be an array"
        : "must be an object";
  }
}
