package dev.nines.cli.bench;

import dev.nines.cli.bench.TelemetryCost.Level;
import dev.nines.cli.bench.TelemetryCost.Round;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A level's medians, and how it compares with telemetry off in the same round.
 *
 * @param cpuMs a request
 * @param cpuRatio the median of the rounds' ratios; 1 for off itself
 * @param p99MoreMs the median of the rounds' differences
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CostRow(
    Level level,
    double cpuMs,
    double cpuRatio,
    double p50Ms,
    double p99Ms,
    double p99MoreMs,
    double failed) {
  /** A row for each level, from rounds in which each was measured as often. */
  public static List<CostRow> of(List<Round> rounds) {
    List<Round> off = rounds(rounds, Level.OFF);
    return Arrays.stream(Level.values())
        .map(level -> {
          List<Round> own = rounds(rounds, level);
          return new CostRow(
              level,
              median(own, Round::cpuMs),
              Median.of(
                  IntStream.range(0, own.size())
                      .mapToDouble(i -> own.get(i).cpuMs() / off.get(i).cpuMs())
                      .toArray()),
              median(own, Round::p50Ms),
              median(own, Round::p99Ms),
              Median.of(
                  IntStream.range(0, own.size())
                      .mapToDouble(i -> own.get(i).p99Ms() - off.get(i).p99Ms())
                      .toArray()),
              own.stream().mapToDouble(Round::failed).max().orElse(0));
        })
        .toList();
  }

  private static List<Round> rounds(List<Round> all, Level level) {
    return all.stream().filter(round -> round.level() == level).toList();
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    return Median.of(rounds.stream().mapToDouble(value).toArray());
  }
}
