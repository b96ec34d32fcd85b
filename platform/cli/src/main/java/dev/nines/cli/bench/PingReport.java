package dev.nines.cli.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What came out.
 *
 * @param rounds the runs of each; peers may be missing in some
 * @param leftOut why the others of those that were wanted could not be had
 */
public record PingReport(List<List<PingRun>> rounds, Map<PingContestant, String> leftOut) {
  public PingReport {
    rounds = rounds.stream().map(List::copyOf).toList();
    leftOut = Map.copyOf(leftOut);
  }

  /** A row for each contestant, in the order of {@link PingContestant}. */
  public List<PingRow> rows() {
    return Arrays.stream(PingContestant.values())
        .filter(one -> !runs(one).isEmpty())
        .map(one -> PingRow.of(one, runs(one)))
        .toList();
  }

  private List<PingRun> runs(PingContestant contestant) {
    return rounds.stream()
        .flatMap(List::stream)
        .filter(run -> run.contestant() == contestant)
        .toList();
  }

  /** Whether the figures of our services are of requests that were all answered as they should. */
  public boolean sound() {
    return rows().stream().noneMatch(row -> row.contestant().ours() && row.errors() > 0);
  }

  /**
   * How many times the other's figure: the median of the rounds' ratios, since both had the same
   * machine within a round. Empty if they were never measured in one.
   */
  public Optional<Double> ratio(
      PingContestant one, PingContestant other, ToDoubleFunction<PingRun> figure) {
    double[] ratios =
        rounds.stream()
            .filter(round -> run(round, one).isPresent() && run(round, other).isPresent())
            .mapToDouble(round ->
                figure.applyAsDouble(run(round, one).get())
                    / figure.applyAsDouble(run(round, other).get()))
            .toArray();
    return ratios.length == 0 ? Optional.empty() : Optional.of(Median.of(ratios));
  }

  private static Optional<PingRun> run(List<PingRun> round, PingContestant contestant) {
    return round.stream().filter(run -> run.contestant() == contestant).findFirst();
  }

  /**
   * For a machine: {@code rows}, {@code left_out}, and ratios of requests a second, P99 and CPU
   * time, each to Go and to Boot's WebFlux.
   */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows().stream().map(PingReport::json).toList());
    for (PingContestant other : List.of(PingContestant.GO, PingContestant.WEBFLUX)) {
      json.put("ratio_to_" + other.title(), ratios(other, PingRun::rps));
      json.put("p99_ratio_to_" + other.title(), ratios(other, PingRun::p99Ms));
      json.put("cpu_ratio_to_" + other.title(), ratios(other, PingRun::cpuUs));
    }
    Map<String, String> missing = new LinkedHashMap<>();
    leftOut.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(one -> missing.put(one.getKey().title(), one.getValue()));
    json.put("left_out", missing);
    return json;
  }

  private static Map<String, Object> json(PingRow row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", row.contestant().title());
    json.put("rps", row.rps());
    json.put("p50_ms", row.p50Ms());
    json.put("p99_ms", row.p99Ms());
    json.put("rss_mb", row.rssMb());
    json.put("cpu_us", row.cpuUs());
    json.put("rounds", row.rounds());
    json.put("errors", row.errors());
    return json;
  }

  private Map<String, @Nullable Double> ratios(
      PingContestant other, ToDoubleFunction<PingRun> figure) {
    Map<String, @Nullable Double> ratios = new LinkedHashMap<>();
    PingContestant.OURS.forEach(
        one -> ratios.put(one.title(), ratio(one, other, figure).orElse(null)));
    return ratios;
  }
}
