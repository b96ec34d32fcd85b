package dev.nines.cli.bench;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.Counters;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * The compilers of gateway's and order's JVMs. Until they are through they take more of a small
 * machine than what is to be measured does, and how long that is depends on what else it has to do.
 */
record Compilers(Settings settings, Terminal terminal) {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Of a core, by the clock: what goes on for ever in a JVM that has all its code. */
  private static final double QUIET = 0.1;

  /** Requests as they will be measured. */
  interface Load {
    void send(Duration duration) throws IOException, InterruptedException;
  }

  /**
   * Sends requests until the compilers have next to nothing to do.
   *
   * @param atMost where they are not through by then, that is told, and they are measured, too
   */
  void awaitQuiet(Load load, Duration atMost) throws IOException, InterruptedException {
    double busy = 0;
    for (Duration sent = Duration.ZERO; sent.compareTo(atMost) < 0; sent = sent.plus(LOOK)) {
      Duration before = spent();
      load.send(LOOK);
      busy = (double) spent().minus(before).toNanos() / LOOK.toNanos();
      if (busy <= QUIET) {
        return;
      }
    }
    terminal.progress(
        String.format(
            Locale.ROOT,
            "Compilers still take %.2f of a core. A longer --warm-up gives them more time.",
            busy));
  }

  private Duration spent() throws IOException {
    return spent(Port.GATEWAY_MANAGEMENT).plus(spent(Port.ORDER_MANAGEMENT));
  }

  private Duration spent(Port port) throws IOException {
    return Counters.scrape(settings.url(port, "/actuator/prometheus")).compiling();
  }
}
