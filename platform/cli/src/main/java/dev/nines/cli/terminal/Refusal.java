package dev.nines.cli.terminal;

/** Something that can't be done as things are; its message says what is wrong and what to do. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refusal(String message) {
    super(message);
  }

  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
