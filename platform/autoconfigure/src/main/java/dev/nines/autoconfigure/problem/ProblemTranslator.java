package dev.nines.autoconfigure.problem;

import java.util.Optional;
import org.springframework.web.ErrorResponse;

/**
 * Says what an exception is to the client that nothing is known of here, such as one of a library
 * that only this service uses. Beans of this type are asked in their order, before anything else.
 */
@FunctionalInterface
public interface ProblemTranslator {
  /**
   * What is answered: status, detail and headers.
   *
   * @return empty if this one says nothing of it
   */
  Optional<ErrorResponse> translate(Throwable error);
}
