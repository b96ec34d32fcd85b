package dev.nines.cli.bench;

import dev.nines.cli.bench.TelemetryCost.Level;
import dev.nines.cli.bench.TelemetryCost.Round;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.OwnStack;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A stack whose services tell so much of each request, and what asks it.
 *
 * @param receiver of its spans
 */
record MeasuredLevel(
    Level level, OtlpReceiver receiver, OwnStack own, SteadyLoad load, Compilers compilers)
    implements AutoCloseable {
  private static final double MILLIS = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Brings it up.
   *
   * @param settings of a stack that is not up
   * @throws Refusal if it can't be
   */
  static MeasuredLevel up(
      Level level, Settings settings, Traffic traffic, SteadyPlan plan, Terminal terminal)
      throws IOException {
    OtlpReceiver receiver = new OtlpReceiver(0, _ -> {});
    Map<String, String> variables = new HashMap<>(level.variables(receiver.endpoint()));
    variables.putAll(traffic.variables());
    Duration altogether = plan.altogether(Level.values().length);
    try {
      OwnStack own = new OwnStack(settings, variables, terminal);
      try {
        return new MeasuredLevel(
            level,
            receiver,
            own,
            traffic.of(settings, own, plan.rate(), altogether),
            new Compilers(settings, terminal));
      } catch (RuntimeException e) {
        own.close();
        throw e;
      }
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  /** For so long, and until compilers are through, but no longer than four times that. */
  void warmUp(Duration duration) throws IOException, InterruptedException {
    if (!duration.isZero()) {
      load.warmUp(duration);
      compilers.awaitQuiet(load::send, duration.multipliedBy(3));
    }
  }

  /** Its answers and its services' CPU time, over so long. */
  Round measure(Duration duration) throws IOException, InterruptedException {
    ServiceCpu cpu = new ServiceCpu(own.stack());
    Duration before = cpu.ofBoth();
    SteadyLoad.Answers answers = load.send(duration);
    Duration spent = cpu.ofBoth().minus(before);
    return new Round(
        level,
        spent.toNanos() / NANOS_PER_MILLI / answers.count(),
        answers.p50Ms(),
        answers.p99Ms(),
        answers.count() * MILLIS / duration.toMillis(),
        answers.failed());
  }

  @Override
  public void close() {
    load.close();
    own.close();
    receiver.close();
  }
}
