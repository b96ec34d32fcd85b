package dev.nines.cli.settings;

/** A port of the stack on the loopback address, and the environment variable that changes it. */
public enum Port {
  GATEWAY("NINES_GATEWAY_PORT", 8080),
  GATEWAY_MANAGEMENT("NINES_GATEWAY_MANAGEMENT_PORT", 9080),
  ORDER("NINES_ORDER_PORT", 8081),
  ORDER_MANAGEMENT("NINES_ORDER_MANAGEMENT_PORT", 9081),
  PROMETHEUS("NINES_PROMETHEUS_PORT", 9090),
  ALERTMANAGER("NINES_ALERTMANAGER_PORT", 9093),
  MAIL_UI("NINES_MAIL_UI_PORT", 8025),
  SMTP("NINES_SMTP_PORT", 1025),
  POSTGRES("NINES_POSTGRES_PORT", 5432),
  /** Where traces go; nothing of the native stack listens there. */
  OTLP("NINES_OTLP_PORT", 4318);

  private final String variable;
  private final int standard;

  Port(String variable, int standard) {
    this.variable = variable;
    this.standard = standard;
  }

  public String variable() {
    return variable;
  }

  int standard() {
    return standard;
  }

  /** Such as {@code gateway management}. */
  public String title() {
    return this == MAIL_UI
        ? "mail UI"
        : this == SMTP || this == OTLP
            ? name()
            : name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
