package dev.nines.autoconfigure.masking.policy;

/** What is hidden without any policy, unless one drops it by name. */
public enum Default {
  /** Values whose key says that they let somebody in, user info in URLs, private keys. */
  CREDENTIALS("credentials", MaskType.REDACT),

  /** JSON Web Tokens and the credentials of the schemes Bearer and Basic, wherever they stand. */
  TOKENS("tokens", MaskType.REDACT),

  /** Cookies and session ids. */
  COOKIES("cookies", MaskType.REDACT),

  /** Card numbers: 13 to 19 digits, also in groups, whose check digit is right. */
  CARDS("cards", MaskType.PARTIAL),

  /** E-mail addresses. */
  EMAILS("emails", MaskType.REDACT),

  /** The values of all query parameters of URLs. */
  QUERIES("queries", MaskType.REDACT);

  private final String text;
  private final MaskType type;

  Default(String text, MaskType type) {
    this.text = text;
    this.type = type;
  }

  /** As a policy and the label {@code rule} write it. */
  public String text() {
    return text;
  }

  /** How it hides. */
  public MaskType type() {
    return type;
  }
}
