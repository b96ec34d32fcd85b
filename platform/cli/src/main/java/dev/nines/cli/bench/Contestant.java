package dev.nines.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to have an SLO's error ratio over all the windows that alerts and budget need.
 *
 * @param rules all that it evaluates
 * @param period the expression of the whole period's error ratio
 */
record Contestant(String name, List<Costed> rules, String period) {
  Contestant {
    rules = List.copyOf(rules);
  }

  /** A rule's expression and how often it is evaluated. */
  record Costed(String expression, Duration interval) {}

  /** What the rule of the average records. */
  static final String AVERAGED = "bench:error_ratio:rate5m";

  static final String GUARDED = "bench:error_ratio_guarded:rate5m";

  private static final String BAD = RawMonth.METRIC + "{status=\"bad\"}";
  private static final List<Duration> SHORT = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));
  private static final List<Duration> HOURS =
      List.of(
          Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(6));
  private static final List<Duration> DAYS = List.of(Duration.ofDays(1), Duration.ofDays(3));

  /** Each window straight from the raw series, as often as ours. */
  static Contestant direct(Duration period) {
    List<Costed> rules = windows();
    rules.add(new Costed(ratio(period, ""), Duration.ofMinutes(2)));
    return new Contestant("direct rules on raw series", rules, ratio(period, ""));
  }

  /**
   * The period as the average of 5m ratios, the other windows from the raw series: the usual way of
   * generators.
   *
   * @param guarded leaves minutes without traffic out, which are not a number otherwise
   */
  static Contestant average(Duration period, boolean guarded) {
    List<Costed> rules = windows();
    String recorded = guarded ? GUARDED : AVERAGED;
    String expression =
        "sum_over_time(%s[%2$ds]) / count_over_time(%1$s[%2$ds])"
            .formatted(recorded, period.toSeconds());
    rules.add(new Costed(expression, Duration.ofMinutes(2)));
    return new Contestant(
        guarded ? "average of 5m ratios, idle left out" : "average of 5m ratios",
        rules,
        expression);
  }

  /** Those that alerts need, from the raw series. */
  private static List<Costed> windows() {
    List<Costed> rules = new ArrayList<>();
    SHORT.forEach(w -> rules.add(new Costed(ratio(w, ""), Duration.ofSeconds(5))));
    HOURS.forEach(w -> rules.add(new Costed(ratio(w, ""), Duration.ofMinutes(1))));
    DAYS.forEach(w -> rules.add(new Costed(ratio(w, ""), Duration.ofMinutes(2))));
    return rules;
  }

  /** What the two averages record each minute. */
  static String recorded(boolean guarded) {
    return ratio(Duration.ofMinutes(5), guarded ? " > 0" : "");
  }

  private static String ratio(Duration window, String guard) {
    return "sum(rate(%s[%ds])) / (sum(rate(%s[%ds]))%s)"
        .formatted(BAD, window.toSeconds(), RawMonth.METRIC, window.toSeconds(), guard);
  }
}
