package dev.nines.autoconfigure.problem;

/**
 * Says what an exception is to the client that nothing is known of here, such as one of a library
 * that only this service uses. Beans of this type are asked in their order, before anything else.
 */
@FunctionalInterface
public interface ProblemTranslator {
  /**
   * What is answered in its place.
   *
   * @return as a rule an {@link org.springframework.web.ErrorResponseException}, with its status,
   *     detail and headers; the error itself if this one says nothing of it
   */
  Throwable translate(Throwable error);
}
