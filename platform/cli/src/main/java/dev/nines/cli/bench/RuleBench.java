package dev.nines.cli.bench;

import dev.nines.cli.bench.Contestant.Costed;
import dev.nines.cli.json.Json;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Track;
import dev.nines.cli.replay.Engine;
import dev.nines.cli.replay.Promtool;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.Series;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Compares what our rules of an SLO cost and say with what direct rules and averages of ratios do,
 * on the same history, in the real Prometheus.
 */
public final class RuleBench {
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final Duration LOOKBACK = Duration.ofMinutes(5);
  private static final Instant END = Instant.parse("2026-01-31T00:00:00Z");

  private final Toolbox tools;
  private final Consumer<String> progress;

  public RuleBench(Toolbox tools, Consumer<String> progress) {
    this.tools = tools;
    this.progress = progress;
  }

  /**
   * One contestant's result.
   *
   * @param samplesPerHour read by all its rules together
   * @param errorRatio of the period, as it says; may not be a number
   * @param deviation from the true one, in shares of the error budget; may not be a number
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Row(
      int replicas,
      String name,
      int rules,
      long samplesPerHour,
      double errorRatio,
      double deviation) {}

  /**
   * Measures all contestants.
   *
   * @throws IOException if a disk is full
   */
  public List<Row> run(int replicas, int days) throws IOException {
    Path folder = Files.createTempDirectory("nines-bench-");
    try {
      return run(new RawMonth(replicas, days, END, SCRAPE), folder);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private List<Row> run(RawMonth month, Path folder) throws IOException {
    Promtool promtool = new Promtool(tools.file(Tool.PROMTOOL), folder);
    blocks(month, folder, promtool);
    Duration period = Duration.ofDays(month.days());
    Slo slo = slo(month.days());
    Compiled compiled =
        new SloCompiler(Options.defaults().withScrapeInterval(SCRAPE)).compiled(List.of(slo));
    List<RuleGroup> groups = compiled.services().getFirst().groups();
    record(groups, month, folder, promtool);
    List<Contestant> contestants =
        List.of(
            ours(groups, slo),
            Contestant.direct(period),
            Contestant.average(period, false),
            Contestant.average(period, true));
    List<Row> rows = new ArrayList<>();
    double truth = month.errorRatio();
    double budget = slo.objective().budget().doubleValue();
    try (Engine engine = Engine.start(tools, folder, LOOKBACK)) {
      for (Contestant contestant : contestants) {
        progress.accept("%d replicas: %s".formatted(month.replicas(), contestant.name()));
        double said = value(engine.prometheus(), contestant.period());
        rows.add(
            new Row(
                month.replicas(),
                contestant.name(),
                contestant.rules().size(),
                samples(engine.prometheus(), contestant),
                said,
                Math.abs(said - truth) / budget));
      }
    }
    return rows;
  }

  private static Slo slo(int days) {
    var text =
        """
        apiVersion: openslo/v1
        kind: Service
        metadata: {name: shop}
        spec: {}
        ---
        apiVersion: openslo/v1
        kind: SLO
        metadata: {name: shop-availability}
        spec:
          service: shop
          indicator:
            spec:
              ratioMetric:
                counter: true
                bad: {metricSource: {type: Prometheus, spec: {query: 'shop_requests_total{status="bad"}'}}}
                total: {metricSource: {type: Prometheus, spec: {query: shop_requests_total}}}
          timeWindow: [{duration: %dd, isRolling: true}]
          budgetingMethod: Occurrences
          objectives: [{target: 0.999}]
        """
            .formatted(days);
    return switch (new OpenSloReader().read("bench.yaml", text)) {
      case Reading.Read(var slos) -> slos.getFirst();
      case Reading.Rejected(var problems) -> throw new Refusal(problems.toString());
    };
  }

  private void blocks(RawMonth month, Path folder, Promtool promtool) throws IOException {
    double[] bad = {0};
    double[] good = {0};
    for (int day = 0; day < month.days(); day++) {
      progress.accept(
          "%d replicas: day %d of %d".formatted(month.replicas(), day + 1, month.days()));
      Path file = folder.resolve("day.om");
      month.write(file, day, bad, good);
      promtool.run(
          "tsdb",
          "create-blocks-from",
          "openmetrics",
          "--quiet",
          "--max-block-duration=24h",
          file,
          folder.resolve("data"));
      Files.delete(file);
    }
  }

  /** What long windows read has to be there for all days; what is read as of now, for minutes. */
  private void record(List<RuleGroup> groups, RawMonth month, Path folder, Promtool promtool)
      throws IOException {
    List<Map<String, Object>> lasting =
        List.of(
            Map.of("record", Contestant.AVERAGED, "expr", Contestant.recorded(false)),
            Map.of("record", Contestant.GUARDED, "expr", Contestant.recorded(true)));
    List<Map<String, Object>> base = new ArrayList<>(lasting);
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        if (rule instanceof Recording recording && isBase(recording)) {
          base.add(
              Map.of(
                  "record", recording.metric(),
                  "expr", recording.expression(),
                  "labels", recording.labels()));
        }
      }
    }
    progress.accept(month.replicas() + " replicas: recording base series");
    Json.write(
        folder.resolve("rules.json"),
        Map.of("groups", List.of(Map.of("name", "base", "interval", "1m", "rules", base))));
    try (Engine engine = Engine.start(tools, folder, LOOKBACK)) {
      promtool.run(
          "tsdb",
          "create-blocks-from",
          "rules",
          "--quiet",
          "--max-block-duration=6h",
          "--url=" + engine.prometheus().address(),
          "--start=" + month.start().getEpochSecond(),
          "--end=" + month.end().getEpochSecond(),
          "--output-dir=" + folder.resolve("data"),
          "rules.json");
    }
  }

  private static boolean isBase(Recording recording) {
    return recording.metric().equals(Series.BAD_EVENTS)
        || recording.metric().equals(Series.TOTAL_EVENTS);
  }

  private static Contestant ours(List<RuleGroup> groups, Slo slo) {
    List<Costed> rules = new ArrayList<>();
    String period = "";
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        rules.add(new Costed(rule.expression(), group.interval()));
        if (rule instanceof Recording recording
            && recording.metric().equals(Series.periodRatio(slo.period()))) {
          period = recording.expression();
        }
      }
    }
    return new Contestant("nines", rules, period);
  }

  private static double value(Prometheus prometheus, String expression) throws IOException {
    List<Track> tracks = prometheus.range(expression, END, END, Duration.ofSeconds(1));
    return tracks.isEmpty() ? Double.NaN : tracks.getFirst().points().getFirst().value();
  }

  private static long samples(Prometheus prometheus, Contestant contestant) throws IOException {
    long samples = 0;
    for (Costed rule : contestant.rules()) {
      long evaluations = Duration.ofHours(1).dividedBy(rule.interval());
      samples += prometheus.cost(rule.expression(), END).samples() * evaluations;
    }
    return samples;
  }
}
