package dev.nines.cli.bench;

import dev.nines.cli.bench.GatewayCost.Round;
import java.util.List;
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
        Median.of(rounds, Round::rate),
        Median.of(rounds, Round::straightP50Ms),
        Median.of(rounds, Round::straightP99Ms),
        Median.of(rounds, Round::throughP50Ms),
        Median.of(rounds, Round::throughP99Ms),
        Median.of(rounds, Round::p50AddedMs),
        Median.of(rounds, Round::p99AddedMs),
        Median.of(rounds, Round::gatewayUs),
        Median.of(rounds, Round::orderUs),
        rounds.stream().mapToLong(Round::errors).sum());
  }
}
