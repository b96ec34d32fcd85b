package dev.nines.slo.compiler;

import dev.nines.slo.model.Period;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Slo;
import java.time.Duration;

/** Names of the recorded series, {@code level:metric:operations}. All have labels slo, service. */
public final class Series {
  public static final String BAD_EVENTS = "slo:bad_events:rate1m";
  public static final String TOTAL_EVENTS = "slo:total_events:rate1m";
  static final String BAD_SLICES = "slo:bad_slices:count1m";
  static final String TOTAL_SLICES = "slo:total_slices:count1m";
  static final String ERROR_SHARE = "slo:error_share:avg1m";
  static final String OBSERVED = "slo:observed_minutes:count1m";

  static final String LAST_MINUTE_BAD = "slo:bad_events:increase1m";
  static final String LAST_MINUTE_TOTAL = "slo:total_events:increase1m";

  static final String TOP_GROUPS = "slo:top_groups:bool";

  static final String LOCAL_TIME = "slo:local_time:timestamp";
  static final String LOCAL_START = "slo:period_start_local:timestamp";
  static final String LOCAL_END = "slo:period_end_local:timestamp";
  public static final String PERIOD_START = "slo:period_start:timestamp";
  public static final String PERIOD_END = "slo:period_end:timestamp";
  static final String PERIOD_BAD = "slo:period_bad:rate1m";
  static final String PERIOD_TOTAL = "slo:period_total:rate1m";

  static final String OVER = "slo:page_over:timestamp";
  static final String BURNING = "slo:page_burning:timestamp";

  public static final String OBJECTIVE = "slo:objective:ratio";
  static final String BUDGET = "slo:error_budget:ratio";
  static final String DAYS = "slo:time_period:days";
  public static final String INFO = "slo:info";
  static final String SLOTH_INFO = "sloth_slo_info";
  public static final String CURRENT_BURN = "slo:current_burn_rate:ratio";
  public static final String PERIOD_BURN = "slo:period_burn_rate:ratio";
  public static final String PERIOD_COVERED = "slo:period_covered:ratio";
  public static final String REMAINING = "slo:period_error_budget_remaining:ratio";

  private Series() {}

  /** The error ratio over {@code window}: bad by total events, or slices. */
  public static String ratio(Duration window) {
    return "slo:sli_error:ratio_rate" + Promql.duration(window);
  }

  /** The error ratio over the period, whose name says how long a rolling one is. */
  public static String periodRatio(Period period) {
    return switch (period) {
      case Rolling(var length) -> ratio(length);
      case Calendar _ -> "slo:sli_error:ratio_period";
    };
  }

  /** How many bad events {@code window} had. */
  public static String badEvents(Duration window) {
    return "slo:bad_events:increase" + Promql.duration(window);
  }

  static String totalEvents(Duration window) {
    return "slo:total_events:increase" + Promql.duration(window);
  }

  /** The share of {@code window} for which there is history, from 0 to 1. */
  public static String covered(Duration window) {
    return "slo:window_covered:ratio" + Promql.duration(window);
  }

  /** The series of {@code metric} that are about {@code slo}, as PromQL. */
  public static String of(String metric, Slo slo) {
    return Promql.recorded(metric, slo);
  }
}
