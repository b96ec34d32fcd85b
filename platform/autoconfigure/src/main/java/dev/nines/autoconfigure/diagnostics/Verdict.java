package dev.nines.autoconfigure.diagnostics;

/** What a token is good for. */
sealed interface Verdict {
  /**
   * A look inside.
   *
   * @param subject whose it is
   * @param id the token's own; empty if it has none
   */
  record Granted(String subject, String id) implements Verdict {}

  /** A valid one, for something else. */
  record Unfit(String subject) implements Verdict {}

  /** Nothing at all. */
  record Invalid() implements Verdict {}

  /** Nobody can say: the issuer's keys cannot be had. */
  record Unknown() implements Verdict {}
}
