package dev.nines.slo.compiler;

import dev.nines.slo.compiler.Events.Function;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The base series of an SLO that all its longer windows are summed from, one sample a minute. */
final class BaseSeries {
  /** Steps of a raw ratio's subqueries. */
  private static final String RESOLUTION = "5s";

  private final Sums sums;
  private final Options options;
  private final Map<String, String> labels;

  BaseSeries(Sums sums, Options options, Map<String, String> labels) {
    this.sums = sums;
    this.options = options;
    this.labels = labels;
  }

  /** The base series, in the order in which they follow from each other. */
  List<Rule> rules() {
    var rules = new ArrayList<Rule>();
    rules.addAll(sums.slo().indicator() instanceof RawRatio raw ? shares(raw) : events());
    if (sums.countsSlices()) {
      rules.addAll(slices());
    }
    return rules;
  }

  private List<Rule> events() {
    var window = Sums.STEP.plus(options.scrapeInterval());
    var events = new Events(sums.slo());
    var rules = new ArrayList<Rule>();
    events.topGroups().ifPresent(top -> rules.add(record(Series.TOP_GROUPS, top)));
    rules.add(record(Series.TOTAL_EVENTS, events.total(Function.RATE, window)));
    rules.add(record(Series.BAD_EVENTS, events.bad(Function.RATE, window)));
    return rules;
  }

  private List<Rule> shares(RawRatio raw) {
    return List.of(
        record(Series.ERROR_SHARE, errorShare(raw, Sums.STEP)),
        record(Series.OBSERVED, recorded(Series.ERROR_SHARE) + " * 0 + 1"));
  }

  /** Mean error share of a window of a raw ratio, from 0 to 1. */
  static String errorShare(RawRatio raw, Duration window) {
    var mean =
        "avg_over_time(avg(%s)[%s:%s])".formatted(raw.query(), Promql.duration(window), RESOLUTION);
    var bad = raw.meaning() == RatioOf.FAILURE ? mean : "1 - " + mean;
    return "clamp(" + bad + ", 0, 1)";
  }

  /** A slice without traffic is observed but counts as none: 0 of 0. */
  private List<Rule> slices() {
    if (!sums.countsEvents()) {
      var share = ofSlice("avg", Series.ERROR_SHARE);
      return List.of(
          record(Series.TOTAL_SLICES, atItsEnd(ofSlice("max", Series.OBSERVED))),
          record(
              Series.BAD_SLICES,
              atItsEnd(
                  sums.sliceBudget()
                      .map(budget -> share + " > bool " + Promql.number(budget))
                      .orElse(share))));
    }
    var total = ofSlice("sum", Series.TOTAL_EVENTS);
    var bad = ofSlice("sum", Series.BAD_EVENTS);
    return List.of(
        record(Series.TOTAL_SLICES, atItsEnd(total + " > bool 0")),
        record(
            Series.BAD_SLICES,
            atItsEnd(
                sums.sliceBudget()
                    .map(budget ->
                        "%s\n> bool\n%s * %s".formatted(bad, total, Promql.number(budget)))
                    .orElse("%s\n/\n(%s > 0)\nor\n%s * 0".formatted(bad, total, total)))));
  }

  private boolean isMinute() {
    return sums.step().equals(Sums.STEP);
  }

  private String ofSlice(String function, String metric) {
    return isMinute()
        ? recorded(metric)
        : "%s_over_time(%s[%s])"
            .formatted(function, recorded(metric), Promql.duration(sums.step()));
  }

  /** One of the evaluations, which come each minute, is the first after a slice's end. */
  private String atItsEnd(String expression) {
    return isMinute()
        ? expression
        : "(\n%s\n)\nand on () (vector(time()) %% %d < %d)"
            .formatted(expression, sums.step().toSeconds(), Sums.STEP.toSeconds());
  }

  private String recorded(String metric) {
    return sums.recorded(metric);
  }

  private Recording record(String metric, String expression) {
    return new Recording(metric, expression, labels);
  }
}
