package dev.nines.cli.bench;

import dev.nines.cli.bench.GatewayCost.Round;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The medians of rounds.
 *
 * @param p50AddedMs the median of the rounds' differences, since both ways had the same machine
 *     within a round
 * @param p99AddedMs the same
 * @param errors of all rounds together
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GatewayRow(
    double rate,
    double straightP50Ms,
    double straightP99Ms,
    double throughP50Ms,
    double throughP99Ms,
    double p50AddedMs,
    double p99AddedMs,
    double gatewayUs,
    double orderUs,
    long errors) {
  /** Of at least one round. */
  public static GatewayRow of(List<Round> rounds) {
    return new GatewayRow(
        median(rounds, Round::rate),
        median(rounds, Round::straightP50Ms),
        median(rounds, Round::straightP99Ms),
        median(rounds, Round::throughP50Ms),
        median(rounds, Round::throughP99Ms),
        median(rounds, Round::p50AddedMs),
        median(rounds, Round::p99AddedMs),
        median(rounds, Round::gatewayUs),
        median(rounds, Round::orderUs),
        rounds.stream().mapToLong(Round::errors).sum());
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Median.of(rounds.stream().mapToDouble(figure).toArray());
  }
}
