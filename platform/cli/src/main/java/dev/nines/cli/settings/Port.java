package dev.nines.cli.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
  /** Where traces go, over HTTP. */
  OTLP("NINES_OTLP_PORT", 4318),
  OTLP_GRPC("NINES_OTLP_GRPC_PORT", 4317),
  GRAFANA("NINES_GRAFANA_PORT", 3000),
  LOKI("NINES_LOKI_PORT", 3100),
  TEMPO("NINES_TEMPO_PORT", 3200);

  private static final Set<Port> CONTAINERS_ONLY =
      EnumSet.of(OTLP, OTLP_GRPC, GRAFANA, LOKI, TEMPO);

  private final String variable;
  private final int standard;

  Port(String variable, int standard) {
    this.variable = variable;
    this.standard = standard;
  }

  /** Those that something of the native stack listens on. */
  public static List<Port> ofNative() {
    return Arrays.stream(values()).filter(port -> !CONTAINERS_ONLY.contains(port)).toList();
  }

  boolean ofContainersOnly() {
    return CONTAINERS_ONLY.contains(this);
  }

  public String variable() {
    return variable;
  }

  /** Without its variable. */
  public int standard() {
    return standard;
  }

  /** Such as {@code gateway management}. */
  public String title() {
    return switch (this) {
      case MAIL_UI -> "mail UI";
      case SMTP, OTLP -> name();
      case OTLP_GRPC -> "OTLP over gRPC";
      default -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
