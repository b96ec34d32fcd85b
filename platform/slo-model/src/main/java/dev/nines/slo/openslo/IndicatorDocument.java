package dev.nines.slo.openslo;

import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Matcher.Operator;
import dev.nines.slo.model.Selector;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Names;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Reads an indicator: an SLO's own, or the {@code spec} of a document of kind {@code SLI}. */
final class IndicatorDocument {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private final Report report;
  private final Declarations<Text> dataSources;

  IndicatorDocument(Report report, Declarations<Text> dataSources) {
    this.report = report;
    this.dataSources = dataSources;
  }

  Optional<Measurement> inline(Block indicator) {
    indicator.block("metadata").ifPresent(this::metadata);
    var read = indicator.requiredBlock("spec").flatMap(this::spec);
    indicator.close();
    return read;
  }

  Optional<Measurement> spec(Block spec) {
    spec.text("description");
    var read = spec.has("thresholdMetric") ? values(spec) : events(spec);
    spec.close();
    return read;
  }

  private Optional<Measurement> values(Block spec) {
    if (spec.block("ratioMetric").isPresent()) {
      var fact = "Both 'ratioMetric' and 'thresholdMetric' are given";
      report.add(spec.place(), fact, "Give exactly one of them");
    }
    return spec.block("thresholdMetric")
        .flatMap(this::query)
        .flatMap(text -> expression(text, "Write an expression that has a value at each moment"))
        .map(Measurement.Values::new);
  }

  private Optional<Measurement> events(Block spec) {
    return spec.requiredBlock("ratioMetric").flatMap(this::ratio).map(Measurement.Events::new);
  }

  private void metadata(Block metadata) {
    metadata.requiredText("name").ifPresent(name -> Names.check(name, report));
    metadata.text("displayName");
    metadata.close();
  }

  private Optional<Indicator> ratio(Block ratio) {
    var read = ratio.has("raw") || ratio.has("rawType") ? raw(ratio) : counters(ratio);
    ratio.close();
    return read;
  }

  private Optional<Indicator> raw(Block ratio) {
    ratio.flag("counter");
    for (var name : new String[] {"good", "bad", "total"}) {
      if (ratio.block(name).isPresent()) {
        report.add(
            ratio.place(),
            "'raw' is a ratio already and cannot stand beside '" + name + "'",
            "Remove one of them");
      }
    }
    var type = ratio.requiredText("rawType").flatMap(this::rawType);
    var query =
        ratio
            .requiredBlock("raw")
            .flatMap(this::query)
            .flatMap(text ->
                expression(text, "Write an expression that is a ratio from 0 to 1 at each moment"));
    return type.isPresent() && query.isPresent()
        ? Optional.of(new RawRatio(query.get(), type.get()))
        : Optional.empty();
  }

  private Optional<RatioOf> rawType(Text type) {
    return switch (type.value()) {
      case "failure" -> Optional.of(RatioOf.FAILURE);
      case "success" -> Optional.of(RatioOf.SUCCESS);
      default -> {
        var fact = "Unknown rawType '" + Block.shorten(type.value()) + "'";
        report.add(type.place(), fact, "Use failure (bad/total) or success (good/total)");
        yield Optional.empty();
      }
    };
  }

  private Optional<String> expression(Text query, String fix) {
    if (query.value().isBlank() || query.value().contains("{{")) {
      report.add(
          query.place(),
          query.value().isBlank() ? "The query is empty" : "Templates are not implemented",
          fix);
      return Optional.empty();
    }
    return Optional.of(query.value().strip());
  }

  private Optional<Indicator> counters(Block ratio) {
    boolean gauges = areGauges(ratio);
    var good = ratio.block("good").flatMap(this::selector);
    var bad = ratio.block("bad").flatMap(this::selector);
    var total = ratio.requiredBlock("total").flatMap(this::selector);
    if (ratio.has("good") == ratio.has("bad")) {
      report.add(
          ratio.place(),
          ratio.has("good")
              ? "Both 'good' and 'bad' are given"
              : "Neither 'good' nor 'bad' is given",
          "Give exactly one of them");
      return Optional.empty();
    }
    if (gauges) {
      var meaning = ratio.has("good") ? RatioOf.SUCCESS : RatioOf.FAILURE;
      return good.or(() -> bad)
          .flatMap(part -> total.map(all -> gauges(part.selector(), all.selector(), meaning)));
    }
    return good.isPresent() ? good(good.get(), total) : bad(bad, total);
  }

  private boolean areGauges(Block ratio) {
    var counter = ratio.flag("counter");
    if (!ratio.has("counter")) {
      var fix = "Add 'counter: true', or false where values go up and down";
      report.add(ratio.place(), "Field 'counter' is missing", fix);
    }
    return counter.filter(flag -> flag.value().equalsIgnoreCase("false")).isPresent();
  }

  /** What is there at each moment, not what happens: a share of moments' values. */
  private static Indicator gauges(Selector part, Selector total, RatioOf meaning) {
    var query = "(sum(%s) or sum(%s) * 0) / (sum(%s) > 0)".formatted(part, total, total);
    return new RawRatio(query, meaning);
  }

  private static Optional<Indicator> bad(Optional<Read> bad, Optional<Read> total) {
    return bad.isPresent() && total.isPresent()
        ? Optional.of(new BadOfTotal(bad.get().selector(), total.get().selector()))
        : Optional.empty();
  }

  private Optional<Indicator> good(Read good, Optional<Read> total) {
    var selector = good.selector();
    var bound = selector.matcher("le");
    if (!selector.metric().endsWith("_bucket")) {
      return total.map(all -> new GoodOfTotal(selector, all.selector()));
    }
    if (bound.isEmpty()) {
      var fact = "A bucket selector needs the bound that is still good";
      report.add(good.text().place(), fact, "Add a matcher such as le=\"0.2\"");
      return Optional.empty();
    }
    return limit(good, bound.get())
        .flatMap(limit -> total.map(all -> bucket(selector, all.selector(), limit)));
  }

  /** Only a name that ends so promises that the bounds are seconds; others are plain events. */
  private static Indicator bucket(Selector bucket, Selector total, Duration limit) {
    return bucket.metric().endsWith("_seconds_bucket")
        ? new Latency(bucket, total, limit)
        : new GoodOfTotal(bucket, total);
  }

  private Optional<Duration> limit(Read good, Matcher bound) {
    var seconds = bound.operator() == Operator.EQUAL ? Numbers.read(bound.value()) : NONE;
    var nanos = seconds.map(NANOS::multiply);
    if (nanos.isEmpty()
        || nanos.get().signum() <= 0
        || nanos.get().stripTrailingZeros().scale() > 0) {
      int offset = Math.max(0, good.text().value().indexOf("le="));
      report.add(
          good.text().at(offset),
          "The bound " + bound + " is not one positive number",
          "Name exactly one bucket, such as le=\"0.2\"");
      return Optional.empty();
    }
    return nanos.map(n -> Duration.ofNanos(n.longValue()));
  }

  private static final Optional<BigDecimal> NONE = Optional.empty();

  private Optional<Read> selector(Block metric) {
    return query(metric)
        .flatMap(text -> SelectorText.read(text, report).map(read -> new Read(text, read)));
  }

  private Optional<Text> query(Block metric) {
    var query =
        metric
            .requiredBlock("metricSource")
            .flatMap(source -> {
              source.text("metricSourceRef").ifPresent(dataSources::find);
              type(source).ifPresent(type -> DataSourceDocument.isPrometheus(type, report));
              var spec = source.requiredBlock("spec").flatMap(IndicatorDocument::onlyQuery);
              source.close();
              return spec;
            });
    metric.close();
    return query;
  }

  private static Optional<Text> onlyQuery(Block spec) {
    var query = spec.requiredText("query");
    spec.close();
    return query;
  }

  /** A data source says its type itself. */
  private static Optional<Text> type(Block source) {
    return source.has("metricSourceRef") ? source.text("type") : source.requiredText("type");
  }

  /** A selector and the text it was read from. */
  private record Read(Text text, Selector selector) {}
}
