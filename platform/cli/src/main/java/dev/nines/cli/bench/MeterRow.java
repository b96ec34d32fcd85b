package dev.nines.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One recorder's medians, and how it compares with Micrometer's meters in the same round.
 *
 * @param rps requests a second
 * @param cpuUs of the server, a request
 * @param rpsRatio the median of the rounds' ratios, as the two after it; 1 for the meters
 *     themselves
 * @param collections of garbage
 * @param pauseMs of all of a round's collections together
 * @param dropped requests that were not counted, of all rounds together
 * @param errors of all rounds together
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MeterRow(
    MeterRecorder recorder,
    double rps,
    double p50Ms,
    double p99Ms,
    double cpuUs,
    double rpsRatio,
    double p99Ratio,
    double cpuRatio,
    double collections,
    double pauseMs,
    long dropped,
    long errors) {
  /** A row for each recorder, from rounds of all of them. */
  public static List<MeterRow> of(List<List<MeterRun>> rounds) {
    return Arrays.stream(MeterRecorder.values()).map(recorder -> of(recorder, rounds)).toList();
  }

  private static MeterRow of(MeterRecorder recorder, List<List<MeterRun>> rounds) {
    List<MeterRun> runs = rounds.stream().map(round -> run(recorder, round)).toList();
    return new MeterRow(
        recorder,
        Median.of(runs, MeterRun::rps),
        Median.of(runs, MeterRun::p50Ms),
        Median.of(runs, MeterRun::p99Ms),
        Median.of(runs, MeterRun::cpuUs),
        ratio(recorder, rounds, MeterRun::rps),
        ratio(recorder, rounds, MeterRun::p99Ms),
        ratio(recorder, rounds, MeterRun::cpuUs),
        Median.of(runs, MeterRun::collections),
        Median.of(runs, MeterRun::pauseMs),
        runs.stream().mapToLong(MeterRun::dropped).sum(),
        runs.stream().mapToLong(MeterRun::errors).sum());
  }

  private static double ratio(
      MeterRecorder recorder, List<List<MeterRun>> rounds, ToDoubleFunction<MeterRun> figure) {
    return Median.of(
        rounds.stream()
            .mapToDouble(round ->
                figure.applyAsDouble(run(recorder, round))
                    / figure.applyAsDouble(run(MeterRecorder.METERS, round)))
            .toArray());
  }

  private static MeterRun run(MeterRecorder recorder, List<MeterRun> round) {
    return round.stream().filter(run -> run.recorder() == recorder).findFirst().orElseThrow();
  }
}
