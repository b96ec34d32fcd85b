package dev.nines.slo.compiler;

import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator.RawRatio;
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
 */
record Sums(Slo slo, String bad, String total) implements Measure {
  /** Between two samples of the base series. */
  static final Duration STEP = Duration.ofMinutes(1);

  static Sums of(Slo slo) {
    return switch (slo.budgeting()) {
      case Timeslices _, RatioTimeslices _ -> new Sums(slo, Series.BAD_SLICES, Series.TOTAL_SLICES);
      case Occurrences _ ->
          slo.indicator() instanceof RawRatio
              ? new Sums(slo, Series.ERROR_SHARE, Series.OBSERVED)
              : new Sums(slo, Series.BAD_EVENTS, Series.TOTAL_EVENTS);
    };
  }

  @Override
  public boolean countsSlices() {
    return bad.equals(Series.BAD_SLICES);
  }

  /** Between two samples of the series that are summed: a minute, or a slice. */
  Duration step() {
    return switch (slo.budgeting()) {
      case Timeslices(var slice, _) -> slice;
      case RatioTimeslices(var slice) -> slice;
      case Occurrences _ -> STEP;
    };
  }

  /** Of a window shorter than a slice, what the slice would be if it were that window. */
  @Override
  public String ratio(Duration window) {
    if (window.compareTo(step()) >= 0) {
      return quotient(bad, total, window);
    }
    var minutes = minutes();
    return judged(quotient(minutes.bad, minutes.total, window));
  }

  private String quotient(String bad, String total, Duration window) {
    return "%s\n/\n(%s > 0)".formatted(over("sum", bad, window), over("sum", total, window));
  }

  /** What slices are made of. */
  private Sums minutes() {
    return countsEvents()
        ? new Sums(slo, Series.BAD_EVENTS, Series.TOTAL_EVENTS)
        : new Sums(slo, Series.ERROR_SHARE, Series.OBSERVED);
  }

  /** A share of bad events as the error ratio of a slice, which is good or bad as a whole. */
  String judged(String share) {
    return sliceBudget()
        .map(budget -> "(\n%s\n)\n> bool %s".formatted(share, Promql.number(budget)))
        .orElse(share);
  }

  @Override
  public String covered(Duration window) {
    return window.compareTo(step()) >= 0
        ? covered(total, window, step())
        : covered(minutes().total, window, STEP);
  }

  private String covered(String series, Duration window, Duration step) {
    return "clamp_max(%s / %d, 1)".formatted(over("count", series, window), window.dividedBy(step));
  }

  @Override
  public Optional<String> badEvents(Duration window) {
    return countsEvents()
        ? Optional.of(over("sum", Series.BAD_EVENTS, window) + " * " + STEP.toSeconds())
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
    var exclusions = new Exclusions(slo, BaseSeries.reach());
    var cut = exclusions.over(function, recorded(metric), window, step());
    return cut.contains("\n") ? "(" + cut + ")" : cut;
  }
}
