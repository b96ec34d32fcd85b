package dev.nines.autoconfigure.masking.policy;

/** What a policy's paths may apply to. */
public enum Signal {
  /** Log lines. */
  LOGS("logs"),

  /** Spans. */
  TRACES("traces");

  private final String text;

  Signal(String text) {
    this.text = text;
  }

  /** As a policy and the label {@code signal} write it. */
  public String text() {
    return text;
  }
}
