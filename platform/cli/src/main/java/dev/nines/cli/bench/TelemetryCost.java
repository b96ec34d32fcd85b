package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Beside;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
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
   * Brings up a stack for each level, one beside the other, warms them up, and measures each some
   * times while the others have nothing to do; the order goes round.
   *
   * @param traffic what is asked
   * @throws Refusal if a stack can't be measured
   */
  public List<Round> run(Traffic traffic, SteadyPlan plan) throws InterruptedException {
    Deque<MeasuredLevel> up = new ArrayDeque<>();
    try {
      for (Level level : Level.values()) {
        terminal.progress("Telemetry %s:".formatted(level.title()));
        up.add(MeasuredLevel.up(level, place(level), traffic, plan, terminal));
      }
      for (MeasuredLevel each : up) {
        terminal.progress("Warming up, telemetry " + each.level().title());
        each.warmUp(plan.warmUp());
      }
      return measured(new ArrayList<>(up), plan);
    } catch (IOException e) {
      throw new Refusal(
          "Telemetry's cost can't be measured (" + e + "). See " + settings.logs(), e);
    } finally {
      while (!up.isEmpty()) {
        up.removeLast().close();
      }
    }
  }

  private Settings place(Level level) {
    return level == Level.OFF
        ? settings
        : new Beside(settings).place("telemetry-" + level.name().toLowerCase(Locale.ROOT));
  }

  private List<Round> measured(List<MeasuredLevel> order, SteadyPlan plan)
      throws IOException, InterruptedException {
    List<Round> all = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (MeasuredLevel each : order) {
        terminal.progress(
            "Round %d of %d, telemetry %s".formatted(round, plan.rounds(), each.level().title()));
        all.add(each.measure(plan.duration()));
      }
      Collections.rotate(order, 1);
    }
    return all;
  }
}
