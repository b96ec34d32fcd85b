package dev.nines.cli;

import dev.nines.cli.bench.PingPlan;
import dev.nines.cli.terminal.Refusal;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How hard and how long a server's {@code /ping} is asked. */
final class PingLoadOptions {
  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Requests on their way at once (default: 1000).")
  private int connections = 1000;

  @Option(
      names = "--duration",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "Of what counts (default: 10s).")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "The same load before it, not counted (default: 60s).")
  private Duration warmUp = Duration.ofSeconds(60);

  /**
   * So much, so often.
   *
   * @throws Refusal if it can't be done so
   */
  PingPlan plan(int rounds) {
    try {
      return new PingPlan(rounds, connections, duration, warmUp);
    } catch (IllegalArgumentException e) {
      throw new Refusal("It can't be done so: " + e.getMessage() + ".", e);
    }
  }
}
