package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.OwnStack;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What telemetry costs: the same requests at the same rate to services that tell everything and to
 * services that tell nothing, in turn.
 *
 * @param settings of a stack that is not up
 */
public record TelemetryCost(Settings settings, Terminal terminal) {
  private static final double MILLIS = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /** How much is told of each request. */
  public enum Level {
    /** No meters of requests, no spans, no access log, no contexts restored for any of them. */
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
                "SPRING_REACTOR_CONTEXTPROPAGATION", "limited",
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
  @JsonNaming(SnakeCaseStrategy.class)
  public record Round(
      Level level, double cpuMs, double p50Ms, double p99Ms, double rate, double failed) {}

  /**
   * Measures each level some times, in an order that goes round.
   *
   * @param traffic what is asked
   * @throws Refusal if the stack can't be measured
   */
  public List<Round> run(Traffic traffic, SteadyPlan plan) throws InterruptedException {
    List<Round> all = new ArrayList<>();
    List<Level> order = new ArrayList<>(List.of(Level.values()));
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Level level : order) {
        terminal.progress(
            "Round %d of %d, telemetry %s".formatted(round, plan.rounds(), level.title()));
        all.add(measure(level, traffic, plan));
      }
      Collections.rotate(order, 1);
    }
    return all;
  }

  private Round measure(Level level, Traffic traffic, SteadyPlan plan) throws InterruptedException {
    try (OtlpReceiver receiver = new OtlpReceiver(0, _ -> {})) {
      return measure(level, receiver, traffic, plan);
    } catch (IOException e) {
      throw new Refusal(
          "Telemetry's cost can't be measured (" + e + "). See " + settings.logs(), e);
    }
  }

  private Round measure(Level level, OtlpReceiver receiver, Traffic traffic, SteadyPlan plan)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(level.variables(receiver.endpoint()));
    variables.putAll(traffic.variables());
    try (OwnStack own = new OwnStack(settings, variables, terminal);
        SteadyLoad load =
            traffic.of(settings, own, plan.rate(), plan.warmUp().plus(plan.duration()))) {
      if (!plan.warmUp().isZero()) {
        load.warmUp(plan.warmUp());
      }
      ServiceCpu cpu = new ServiceCpu(own.stack());
      Duration before = cpu.ofBoth();
      SteadyLoad.Answers answers = load.send(plan.duration());
      Duration spent = cpu.ofBoth().minus(before);
      return new Round(
          level,
          spent.toNanos() / NANOS_PER_MILLI / answers.count(),
          answers.p50Ms(),
          answers.p99Ms(),
          answers.count() * MILLIS / plan.duration().toMillis(),
          answers.failed());
    }
  }
}
