package dev.nines.autoconfigure.masking.policy;

/** How a value is hidden, the strictest first. */
public enum MaskType {
  /** {@code ***}, whatever it was. */
  REDACT("redact"),

  /** Its HMAC-SHA-256, so that equal values can still be told to be equal. */
  HASH_SHA256("hash-sha256"),

  /** {@code ***} and its last characters: four at most, and never more than a quarter of it. */
  PARTIAL("partial");

  private final String text;

  MaskType(String text) {
    this.text = text;
  }

  /** As a policy and the label {@code type} write it. */
  public String text() {
    return text;
  }
}
