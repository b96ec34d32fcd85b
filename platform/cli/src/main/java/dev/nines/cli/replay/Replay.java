package dev.nines.cli.replay;

import dev.nines.cli.json.Json;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Track;
import dev.nines.cli.prometheus.Track.Point;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import dev.nines.slo.compiler.DirectRatio;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.Tier;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.Composite.Part;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Runs the rules of SLOs over a history, in the real Prometheus: promtool makes blocks of the
 * history and then, layer by layer, of what the recording rules give; alerts are range queries at
 * their groups' intervals.
 */
public final class Replay {
  private static final int MAX_STEPS = 10_000;
  // promtool makes range queries of a block's length: 6 h at 5 s are 4,320 steps.
  private static final String RULE_BLOCKS = "--max-block-duration=6h";
  private static final String SAMPLE_BLOCKS = "--max-block-duration=24h";
  private static final int CHART_POINTS = 1_000;
  // Without its folder: the moment of a group's evaluations follows from the name of its file.
  private static final String RULES = "rules.json";

  private final Toolbox tools;
  private final Options options;
  private final Consumer<String> progress;

  /** A replay that tells {@code progress} what it is at. */
  public Replay(Toolbox tools, Options options, Consumer<String> progress) {
    this.tools = tools;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Replays {@code history} through the rules of {@code slos}.
   *
   * @throws IOException if the history can't be had, or a disk is full
   * @throws Refusal if a tool fails
   */
  public List<Outcome> run(List<Slo> slos, History history) throws IOException {
    Path folder = Files.createTempDirectory("nines-replay-");
    try {
      return run(slos, history, folder);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private List<Outcome> run(List<Slo> slos, History history, Path folder) throws IOException {
    Path samples = folder.resolve("history.om");
    Path data = folder.resolve("data");
    progress.accept("writing history");
    Span span = history.write(samples);
    progress.accept("making blocks");
    Promtool promtool = new Promtool(tools.file(Tool.PROMTOOL), folder);
    promtool.run(
        "tsdb", "create-blocks-from", "openmetrics", "--quiet", SAMPLE_BLOCKS, samples, data);
    Layers layers = new Layers(groups(slos));
    List<Map<String, Object>> files = layers.files();
    for (int layer = 0; layer < files.size(); layer++) {
      progress.accept("recording rules, layer %d of %d".formatted(layer + 1, files.size()));
      Json.write(folder.resolve(RULES), files.get(layer));
      try (Engine engine = Engine.start(tools, folder, lookback())) {
        promtool.run(
            "tsdb",
            "create-blocks-from",
            "rules",
            "--quiet",
            RULE_BLOCKS,
            "--url=" + engine.prometheus().address(),
            "--start=" + span.from().getEpochSecond(),
            "--end=" + span.to().getEpochSecond(),
            "--output-dir=" + data,
            RULES);
      }
    }
    progress.accept("alerts");
    try (Engine engine = Engine.start(tools, folder, lookback())) {
      return outcomes(slos, layers, engine.prometheus(), span);
    }
  }

  /** Longer than one scrape, so that raw series end soon after their last sample. */
  private Duration lookback() {
    return options.scrapeInterval().multipliedBy(2).plusSeconds(1);
  }

  private List<RuleGroup> groups(List<Slo> slos) {
    return new SloCompiler(options)
        .compiled(withParts(slos)).services().stream()
            .flatMap(service -> service.groups().stream())
            .toList();
  }

  /** A composite reads what its parts record. */
  private static List<Slo> withParts(List<Slo> slos) {
    return slos.stream()
        .flatMap(slo ->
            Stream.concat(
                slo.indicator() instanceof Composite composite
                    ? composite.parts().stream().map(Part::slo)
                    : Stream.empty(),
                Stream.of(slo)))
        .distinct()
        .toList();
  }

  private static List<Outcome> outcomes(
      List<Slo> slos, Layers layers, Prometheus prometheus, Span span) throws IOException {
    List<Firing> firings = firings(layers, prometheus, span);
    List<Outcome> outcomes = new ArrayList<>();
    for (Slo slo : slos) {
      outcomes.add(
          new Outcome(
              slo,
              span,
              firings.stream().filter(firing -> concerns(firing, slo)).toList(),
              chart("slo:period_error_budget_remaining:ratio", slo, layers, prometheus, span),
              chart("slo:sli_error:ratio_rate5m", slo, layers, prometheus, span),
              deviation(slo, layers, prometheus, span),
              notNumbers(slo, prometheus, span)));
    }
    return outcomes;
  }

  /** Both as shares of the period's budget: what is spent by the rules, and by the raw series. */
  private static Optional<Double> deviation(
      Slo slo, Layers layers, Prometheus prometheus, Span span) throws IOException {
    Duration period = slo.period().length();
    Duration known = period.compareTo(span.length()) < 0 ? period : span.length();
    Optional<String> direct = DirectRatio.of(slo, known);
    if (direct.isEmpty() || !(slo.period() instanceof Rolling)) {
      return Optional.empty();
    }
    String recorded = recorded("slo:sli_error:ratio_rate" + period.toDays() + "d", slo);
    String query =
        "abs(sum(%s) * sum(%s) - sum(%s) * %s) / %s"
            .formatted(
                layers.fresh(recorded),
                layers.fresh(recorded("slo:period_covered:ratio", slo)),
                direct.get(),
                (double) known.toSeconds() / period.toSeconds(),
                slo.objective().budget().toPlainString());
    List<Track> tracks = prometheus.range(query, span.to(), span.to(), Duration.ofSeconds(1));
    return tracks.stream().findFirst().map(track -> track.points().getFirst().value());
  }

  private static int notNumbers(Slo slo, Prometheus prometheus, Span span) throws IOException {
    String all = recorded("{__name__=~\"slo:sli_error:ratio_rate.*\"}", slo);
    int count = 0;
    for (Track track : prometheus.range(all, span.from(), span.to(), step(span))) {
      count += (int) track.points().stream().filter(p -> !Double.isFinite(p.value())).count();
    }
    return count;
  }

  private static Duration step(Span span) {
    long minutes = Math.max(1, span.length().toMinutes() / CHART_POINTS);
    return Duration.ofMinutes(minutes);
  }

  private static String recorded(String metric, Slo slo) {
    String own = "service=\"%s\",slo=\"%s\"}".formatted(slo.service(), slo.name());
    return metric.endsWith("}")
        ? metric.substring(0, metric.length() - 1) + "," + own
        : metric + "{" + own;
  }

  private static boolean concerns(Firing firing, Slo slo) {
    return slo.service().equals(firing.labels().get("service"))
        && (firing.slo().isEmpty() || firing.slo().equals(slo.name()));
  }

  private static List<Point> chart(
      String metric, Slo slo, Layers layers, Prometheus prometheus, Span span) throws IOException {
    String selector = layers.fresh(recorded(metric, slo));
    List<Track> tracks = prometheus.range(selector, span.from(), span.to(), step(span));
    return tracks.isEmpty() ? List.of() : tracks.getFirst().points();
  }

  private static List<Firing> firings(Layers layers, Prometheus prometheus, Span span)
      throws IOException {
    List<Firing> firings = new ArrayList<>();
    for (Map.Entry<Alert, Duration> alert : layers.alerts().entrySet()) {
      if (!alert.getKey().expression().contains("ALERTS{")) {
        firings.addAll(firings(layers, alert.getKey(), alert.getValue(), prometheus, span));
      }
    }
    return firings.stream()
        .map(firing -> new Firing(firing.labels(), firing.span(), told(firing, firings)))
        .sorted(
            Comparator.comparing((Firing firing) -> firing.span().from())
                .thenComparingInt(firing -> rank(firing.tier())))
        .toList();
  }

  private static List<Firing> firings(
      Layers layers, Alert alert, Duration interval, Prometheus prometheus, Span span)
      throws IOException {
    List<Instant> held = new ArrayList<>();
    String expression = layers.fresh(alert.expression());
    Duration most = interval.multipliedBy(MAX_STEPS);
    for (Instant from = span.from(); from.isBefore(span.to()); from = from.plus(most)) {
      Instant to = earlier(from.plus(most).minus(interval), span.to());
      for (Track track : prometheus.range(expression, from, to, interval)) {
        track.points().forEach(point -> held.add(point.at()));
      }
    }
    Map<String, String> labels = new LinkedHashMap<>(alert.labels());
    labels.put("alertname", alert.name());
    return AlertHistory.firing(alert, held.stream().sorted().toList(), interval).stream()
        .map(firing -> new Span(firing.from(), earlier(firing.to(), span.to())))
        .map(firing -> new Firing(labels, firing, true))
        .toList();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Alertmanager keeps a tier quiet while a higher one of the same SLO fires. */
  private static boolean told(Firing firing, List<Firing> all) {
    return all.stream()
        .filter(other -> other.slo().equals(firing.slo()))
        .filter(other -> rank(other.tier()) < rank(firing.tier()))
        .noneMatch(other ->
            other.span().contains(firing.span().from())
                && other.span().contains(firing.span().to()));
  }

  private static int rank(String tier) {
    int rank = Tier.names().indexOf(tier);
    return rank < 0 ? Tier.names().size() : rank;
  }
}
