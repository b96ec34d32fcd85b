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

  @Override
  public String ratio(Duration window) {
    return "%s\n/\n(%s > 0)".formatted(over("sum", bad, window), over("sum", total, window));
  }

  @Override
  public String covered(Duration window) {
    return "clamp_max(%s / %d, 1)".formatted(over("count", total, window), window.dividedBy(STEP));
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
    var cut = exclusions.over(function, recorded(metric), window);
    return cut.contains("\n") ? "(" + cut + ")" : cut;
  }
}
