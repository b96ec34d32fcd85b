package dev.nines.cli.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out.
 *
 * @param rounds the runs of each; the same contestants in all of them
 */
public record PingReport(List<List<PingRun>> rounds) {
  public PingReport {
    rounds = rounds.stream().map(List::copyOf).toList();
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

  /**
   * How many times the requests a second of the other: the median of the rounds' ratios, since both
   * had the same machine within a round. Empty if one of them was not measured.
   */
  public Optional<Double> ratio(PingContestant one, PingContestant other) {
    double[] ratios =
        rounds.stream()
            .filter(round -> rps(round, one).isPresent() && rps(round, other).isPresent())
            .mapToDouble(round -> rps(round, one).get() / rps(round, other).get())
            .toArray();
    return ratios.length == 0 ? Optional.empty() : Optional.of(Median.of(ratios));
  }

  private static Optional<Double> rps(List<PingRun> round, PingContestant contestant) {
    return round.stream()
        .filter(run -> run.contestant() == contestant)
        .map(PingRun::rps)
        .findFirst();
  }

  /** For a machine: {@code rows}, {@code ratio_to_go} and {@code ratio_to_webflux}. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows().stream().map(PingReport::json).toList());
    json.put("ratio_to_go", ratios(PingContestant.GO));
    json.put("ratio_to_webflux", ratios(PingContestant.WEBFLUX));
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
    return json;
  }

  private Map<String, @Nullable Double> ratios(PingContestant other) {
    Map<String, @Nullable Double> ratios = new LinkedHashMap<>();
    PingContestant.OURS.forEach(one -> ratios.put(one.title(), ratio(one, other).orElse(null)));
    return ratios;
  }
}
