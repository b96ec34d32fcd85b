package dev.nines.cli.chaos;

import java.time.Duration;

/** What one request came to. */
sealed interface Answer {
  /**
   * It was decided, and would be decided the same if it were sent again.
   *
   * @param body empty if there was none
   */
  record Definite(int status, String body) implements Answer {}

  /**
   * Nobody can tell whether it was done; to be sent again.
   *
   * @param pause for how long at least not to, as the server asked
   */
  record Open(Duration pause) implements Answer {}
}
