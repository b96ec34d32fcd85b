package dev.nines.slo.compiler.yaml;

import java.time.Duration;
import java.util.Locale;

/** Durations as Prometheus' files have them, {@code 1m30s}. */
final class YamlDuration {
  private YamlDuration() {}

  static String of(Duration duration) {
    return duration.isZero() ? "0s" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
