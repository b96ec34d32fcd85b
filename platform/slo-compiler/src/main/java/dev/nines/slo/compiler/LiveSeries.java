package dev.nines.slo.compiler;

import dev.nines.slo.compiler.Events.Function;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.model.Indicator.RawRatio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Windows of up to five minutes, from the raw series: a base series would smear them by half its
 * own width.
 */
final class LiveSeries {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Measure measure;
  private final Map<String, String> labels;

  LiveSeries(Measure measure, Map<String, String> labels) {
    this.measure = measure;
    this.labels = labels;
  }

  /**
   * The last minute, the last five, and those in {@code others}.
   *
   * @param others shorter than five minutes
   */
  List<Rule> rules(List<Duration> others) {
    var rules = new ArrayList<Rule>();
    if (measure.countsEvents()) {
      rules.addAll(counts());
    } else {
      measure
          .badEvents(LONGEST)
          .ifPresent(count -> rules.add(record(Series.badEvents(LONGEST), count)));
    }
    rules.add(record(Series.ratio(MINUTE), lastMinute()));
    rules.add(record(Series.ratio(LONGEST), ratio(LONGEST)));
    rules.add(record(Series.covered(LONGEST), covered()));
    others.stream()
        .filter(window -> !window.equals(MINUTE))
        .forEach(window -> rules.add(record(Series.ratio(window), ratio(window))));
    return rules;
  }

  private List<Rule> counts() {
    return List.of(
        record(Series.LAST_MINUTE_TOTAL, total(MINUTE)),
        record(Series.LAST_MINUTE_BAD, bad(MINUTE)),
        record(Series.totalEvents(LONGEST), total(LONGEST)),
        record(Series.badEvents(LONGEST), bad(LONGEST)));
  }

  private String total(Duration window) {
    return cut(new Events(measure.slo()).total(Function.INCREASE, window), window);
  }

  private String bad(Duration window) {
    return cut(new Events(measure.slo()).bad(Function.INCREASE, window), window);
  }

  private String cut(String expression, Duration window) {
    return new Exclusions(measure.slo(), window).but(expression);
  }

  private String lastMinute() {
    // A slice is bad or not: its error ratio is 1 or 0.
    return measure instanceof Sums sums ? sums.judged(direct(MINUTE)) : direct(MINUTE);
  }

  /** Slices are counted where they are recorded, unless they are longer than the window. */
  private String ratio(Duration window) {
    if (!(measure instanceof Sums sums) || !sums.countsSlices()) {
      return direct(window);
    }
    return window.compareTo(sums.step()) < 0 ? sums.judged(direct(window)) : sums.ratio(window);
  }

  private String direct(Duration window) {
    if (measure instanceof Mean) {
      return measure.ratio(window);
    }
    if (measure.slo().indicator() instanceof RawRatio raw) {
      return cut(BaseSeries.errorShare(raw, window), window);
    }
    if (window.equals(MINUTE)) {
      return share(Series.LAST_MINUTE_BAD, Series.LAST_MINUTE_TOTAL);
    }
    return window.equals(LONGEST)
        ? share(Series.badEvents(LONGEST), Series.totalEvents(LONGEST))
        : "(%s)\n/\n(%s > 0)".formatted(bad(window), total(window));
  }

  private String share(String bad, String total) {
    return "%s\n/\n(%s > 0)".formatted(measure.recorded(bad), measure.recorded(total));
  }

  /** Of the live series themselves where these make the window; slices come from the base. */
  private String covered() {
    if (measure instanceof Sums sums
        && sums.countsSlices()
        && sums.step().compareTo(LONGEST) <= 0) {
      return measure.covered(LONGEST);
    }
    var series = measure.countsEvents() ? Series.LAST_MINUTE_TOTAL : Series.ratio(MINUTE);
    return "clamp_max(count_over_time(%s[5m]) / %d, 1)"
        .formatted(measure.recorded(series), LONGEST.dividedBy(SloRules.LIVE));
  }

  private Recording record(String metric, String expression) {
    return new Recording(metric, expression, labels);
  }
}
