package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.OwnStack;
import java.time.Duration;
import java.util.Map;

/** What gateway and order are asked. */
public enum Traffic {
  /** Orders, reads, the services' own paths, invalid ones: what a service has to do. */
  MIXED,
  /** Order's ping through the gateway: the least that a request can be, so many a second. */
  PING;

  /** What services must have in their environment for it. */
  Map<String, String> variables() {
    return switch (this) {
      case MIXED -> Map.of();
      case PING -> SteadyPing.variables();
    };
  }

  /**
   * It at a steady rate, to a stack that has these variables.
   *
   * @param rate requests per second
   * @param altogether for how long
   */
  SteadyLoad of(Settings settings, OwnStack stack, double rate, Duration altogether) {
    return switch (this) {
      case MIXED -> new SteadyLoad.Mixed(stack.traffic(altogether), rate);
      case PING -> new SteadyLoad.Ping(SteadyPing.of(settings, rate, stack.token(altogether)));
    };
  }
}
