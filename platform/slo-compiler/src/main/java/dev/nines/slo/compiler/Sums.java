package dev.nines.slo.compiler;

import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.Optional;

/**
 * Two summable series, bad and total: of events, of one-minute slices, or (for a share of moments,
 * which has no events) of minutes. A window's error ratio is two sums, then one division.
 *
 * @param bad name of the base series of what is bad
 * @param total name of the base series of all
 * @param step between two samples of them: a minute, or a slice
 */
record Sums(Slo slo, String bad, String total, Duration step) implements Measure {
  /** Between two evaluations of what the base series are recorded by. */
  static final Duration STEP = Duration.ofMinutes(1);

  static Sums of(Slo slo) {
    return switch (slo.budgeting()) {
      case Timeslices(var slice, _) -> slices(slo, slice);
      case RatioTimeslices(var slice) -> slices(slo, slice);
      case Occurrences _ -> minutes(slo);
    };
  }

  private static Sums slices(Slo slo, Duration slice) {
    return new Sums(slo, Series.BAD_SLICES, Series.TOTAL_SLICES, slice);
  }

  /** What slices are made of, too. */
  private static Sums minutes(Slo slo) {
    return Events.areCountedBy(slo)
        ? new Sums(slo, Series.BAD_EVENTS, Series.TOTAL_EVENTS, STEP)
        : new Sums(slo, Series.ERROR_SHARE, Series.OBSERVED, STEP);
  }

  @Override
  public boolean countsSlices() {
    return bad.equals(Series.BAD_SLICES);
  }

  /** Of a window shorter than a slice, what the slice would be if it were that window. */
  @Override
  public String ratio(Duration window) {
    return isShorterThanAStep(window)
        ? judged(minutes(slo).ratio(window))
        : "%s\n/\n(%s > 0)".formatted(over("sum", bad, window), over("sum", total, window));
  }

  private boolean isShorterThanAStep(Duration window) {
    return window.compareTo(step) < 0;
  }

  /** A share of bad events as the error ratio of a slice, which is good or bad as a whole. */
  String judged(String share) {
    return sliceBudget()
        .map(budget -> "(\n%s\n)\n> bool %s".formatted(share, Promql.number(budget)))
        .orElse(share);
  }

  @Override
  public String covered(Duration window) {
    return isShorterThanAStep(window)
        ? minutes(slo).covered(window)
        : "clamp_max(%s / %d, 1)".formatted(over("count", total, window), window.dividedBy(step));
  }

  @Override
  public Optional<String> badEvents(Duration window) {
    return countsEvents()
        ? Optional.of(
            minutes(slo).over("sum", Series.BAD_EVENTS, window) + " * " + STEP.toSeconds())
        : Optional.empty();
  }

  @Override
  public String periodRatio() {
    return switch (slo.period()) {
      case Rolling(var length) -> ratio(length);
      case Calendar calendar -> new CalendarPeriod(slo, calendar).ratio(this);
    };
  }

  @Override
  public String periodCovered() {
    return switch (slo.period()) {
      case Rolling(var length) -> covered(length);
      case Calendar calendar -> new CalendarPeriod(slo, calendar).covered(this);
    };
  }

  /**
   * The samples of a window as one number, but for those of excluded times.
   *
   * @param function {@code sum} or {@code count}
   */
  String over(String function, String metric, Duration window) {
    // A sample of a minute looks back one scrape more, lest increments fall between two of them.
    var exclusions = new Exclusions(slo, step.plus(Options.MAX_SCRAPE_INTERVAL));
    var cut = exclusions.over(function, recorded(metric), window, step);
    return cut.contains("\n") ? "(" + cut + ")" : cut;
  }
}
