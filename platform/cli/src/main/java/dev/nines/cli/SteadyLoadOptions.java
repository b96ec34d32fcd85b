package dev.nines.cli;

import dev.nines.cli.bench.SteadyPlan;
import dev.nines.cli.terminal.Refusal;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long and how often a stack is asked at a steady rate. */
final class SteadyLoadOptions {
  @Option(
      names = "--duration",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "Of each run that counts (default: 20s).")
  private Duration duration = Duration.ofSeconds(20);

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = {
        "Load before it, not counted (default: 60s). Where the JVMs' compilers are not through by then, it goes on until they",
        "are, but no longer than three times as long again; 0s for none."
      })
  private Duration warmUp = Duration.ofSeconds(60);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured (default: 3).")
  private int rounds = 3;

  /**
   * At that rate.
   *
   * @throws Refusal if it can't be done so
   */
  SteadyPlan plan(double rate) {
    try {
      return new SteadyPlan(rate, duration, warmUp, rounds);
    } catch (IllegalArgumentException e) {
      throw new Refusal("It can't be done so: " + e.getMessage() + ".", e);
    }
  }
}
