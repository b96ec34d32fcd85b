package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Service;
import dev.nines.cli.telemetry.MixedTraffic;
import dev.nines.cli.telemetry.OwnStack;
import dev.nines.cli.telemetry.Sent;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What telemetry costs: the same requests at the same rate to services that tell everything and to
 * services that tell nothing, in turn.
 *
 * @param settings of a stack that is not up
 */
public record TelemetryCost(Settings settings, Terminal terminal) {
  private static final Set<String> SERVICES = Set.of("gateway", "order");
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final double MILLIS = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /** How much is told of each request. */
  public enum Level {
    /** No meters of requests, no spans, no access log. */
    OFF("off"),
    /** All of it, one trace in ten kept: what production does. */
    SAMPLED("on, 10 % of traces"),
    /** All of it, every trace kept: what the local stack does. */
    FULL("on, every trace");

    private final String title;

    Level(String title) {
      this.title = title;
    }

    /** For people. */
    public String title() {
      return title;
    }

    Map<String, String> variables(String endpoint) {
      return switch (this) {
        case OFF ->
            Map.of(
                "MANAGEMENT_OBSERVATIONS_ENABLE_ALL", "false",
                "LOGGING_LEVEL_ACCESS", "off",
                "NINES_OTLP_ENDPOINT", "");
        case SAMPLED -> on(endpoint, 0.1);
        case FULL -> on(endpoint, 1);
      };
    }

    private static Map<String, String> on(String endpoint, double probability) {
      return Map.of(
          "NINES_OTLP_ENDPOINT",
          endpoint,
          "MANAGEMENT_TRACING_SAMPLING_PROBABILITY",
          Double.toString(probability));
    }
  }

  /**
   * One run at one level.
   *
   * @param cpuMs of both services together, a request
   * @param p50Ms of all answers
   * @param p99Ms of all answers
   * @param rate requests a second that were really sent
   * @param failed share of answers that were a server's error, or none
   */
  public record Round(
      Level level, double cpuMs, double p50Ms, double p99Ms, double rate, double failed) {}

  /**
   * Measures each level some times, in an order that goes round.
   *
   * @param rate requests per second
   * @param rounds of all levels
   * @throws Refusal if the stack can't be measured
   */
  public List<Round> run(double rate, Duration duration, int rounds) throws InterruptedException {
    List<Round> all = new ArrayList<>();
    List<Level> order = new ArrayList<>(List.of(Level.values()));
    for (int round = 1; round <= rounds; round++) {
      for (Level level : order) {
        terminal.progress("Round %d of %d, telemetry %s".formatted(round, rounds, level.title()));
        all.add(measure(level, rate, duration));
      }
      Collections.rotate(order, 1);
    }
    return all;
  }

  private Round measure(Level level, double rate, Duration duration) throws InterruptedException {
    try (OtlpReceiver receiver = new OtlpReceiver(0, _ -> {})) {
      return measure(level, receiver, rate, duration);
    } catch (IOException e) {
      throw new Refusal(
          "Telemetry's cost can't be measured (" + e + "). See " + settings.logs(), e);
    }
  }

  private Round measure(Level level, OtlpReceiver receiver, double rate, Duration duration)
      throws InterruptedException {
    Map<String, String> variables = level.variables(receiver.endpoint());
    try (OwnStack own = new OwnStack(settings, variables, terminal);
        MixedTraffic traffic = own.traffic(duration)) {
      traffic.send(rate, WARM_UP);
      Duration before = cpu(own.stack());
      Sent sent = traffic.send(rate, duration);
      Duration spent = cpu(own.stack()).minus(before);
      return new Round(
          level,
          spent.toNanos() / NANOS_PER_MILLI / sent.sent(),
          sent.latencies().millis(0.5),
          sent.latencies().millis(0.99),
          sent.sent() * MILLIS / duration.toMillis(),
          sent.failed());
    }
  }

  private static Duration cpu(NativeStack stack) {
    return stack.services().stream()
        .filter(service -> SERVICES.contains(service.name()))
        .map(TelemetryCost::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpu(Service service) {
    Long pid = service.pid();
    return (pid == null ? Optional.<ProcessHandle>empty() : ProcessHandle.of(pid))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() ->
            new Refusal(
                "The process of %s is gone. See ./nines status and its log."
                    .formatted(service.name())));
  }
}
