package dev.nines.cli.bench;

import dev.nines.cli.bench.TelemetryCost.Level;
import dev.nines.cli.bench.TelemetryCost.Round;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A level's medians, and how it compares with telemetry off in the same round.
 *
 * @param cpuMs a request
 * @param cpuRatio the median of the rounds' ratios; 1 for off itself
 * @param p50MoreMs the median of the rounds' differences
 * @param p99MoreMs the median of the rounds' differences
 * @param withinLimits whether both are what telemetry may cost: {@link #CPU_LIMIT}, {@link
 *     #P99_LIMIT_MS}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CostRow(
    Level level,
    double cpuMs,
    double cpuRatio,
    double p50Ms,
    double p50MoreMs,
    double p99Ms,
    double p99MoreMs,
    double failed,
    boolean withinLimits) {
  /** Of CPU time with telemetry off. */
  public static final double CPU_LIMIT = 1.15;

  /** More than with telemetry off. */
  public static final double P99_LIMIT_MS = 2;

  /** A row for each level, from rounds in which each was measured as often. */
  public static List<CostRow> of(List<Round> rounds) {
    List<Round> off = rounds(rounds, Level.OFF);
    return Arrays.stream(Level.values())
        .map(level -> {
          List<Round> own = rounds(rounds, level);
          double cpuRatio = paired(own, off, (on, without) -> on.cpuMs() / without.cpuMs());
          double p99More = paired(own, off, (on, without) -> on.p99Ms() - without.p99Ms());
          return new CostRow(
              level,
              Median.of(own, Round::cpuMs),
              cpuRatio,
              Median.of(own, Round::p50Ms),
              paired(own, off, (on, without) -> on.p50Ms() - without.p50Ms()),
              Median.of(own, Round::p99Ms),
              p99More,
              own.stream().mapToDouble(Round::failed).max().orElse(0),
              cpuRatio <= CPU_LIMIT && p99More <= P99_LIMIT_MS);
        })
        .toList();
  }

  private static List<Round> rounds(List<Round> all, Level level) {
    return all.stream().filter(round -> round.level() == level).toList();
  }

  private static double paired(
      List<Round> own, List<Round> off, ToDoubleBiFunction<Round, Round> value) {
    return Median.of(
        IntStream.range(0, own.size())
            .mapToDouble(i -> value.applyAsDouble(own.get(i), off.get(i)))
            .toArray());
  }
}
