package dev.nines.slo.compiler;

import dev.nines.slo.model.Counting.Exclusion;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The times that an SLO does not count. They are cut out of windows where these are read, not where
 * events are recorded: so they can be added, or taken back, when all is over.
 */
final class Exclusions {
  private final List<Exclusion> all;

  /**
   * Those of {@code slo}, as samples see them.
   *
   * @param reach how far back a sample looks
   */
  Exclusions(Slo slo, Duration reach) {
    var longer = slo.counting().exclusions().stream().map(e -> until(e, e.until().plus(reach)));
    this.all = apart(longer.sorted(Comparator.comparing(Exclusion::from)).toList());
  }

  private static Exclusion until(Exclusion exclusion, Instant until) {
    return new Exclusion(exclusion.from(), until);
  }

  /** Those that overlap as one: none may be cut out twice. */
  private static List<Exclusion> apart(List<Exclusion> sorted) {
    var apart = new ArrayList<Exclusion>();
    for (var next : sorted) {
      if (apart.isEmpty() || next.from().isAfter(apart.getLast().until())) {
        apart.add(next);
      } else if (next.until().isAfter(apart.getLast().until())) {
        apart.add(until(apart.removeLast(), next.until()));
      }
    }
    return List.copyOf(apart);
  }

  /** {@code expression} but for excluded times. */
  String but(String expression) {
    if (all.isEmpty()) {
      return expression;
    }
    var times =
        all.stream().map(e -> during(e.from(), e.until())).collect(Collectors.joining(" or "));
    return "(\n%s\n)\nunless on () (%s)".formatted(expression, times);
  }

  /**
   * A sum or count over a window, without the samples of excluded times: it subtracts what lies in
   * these and has not left the window yet. To filter the window's samples one by one would say the
   * same more simply, and cost a query of each minute of it.
   *
   * @param function {@code sum} or {@code count}
   * @param step between two of the series' samples
   */
  String over(String function, String series, Duration window, Duration step) {
    var width = Promql.duration(window);
    var plain = "%s_over_time(%s[%s])".formatted(function, series, width);
    var cut = plain;
    for (var exclusion : all) {
      cut =
          cut
              + "\n- ("
              + excluded(exclusion, function, series, window, step)
              + "\n  or "
              + plain
              + " * 0)";
    }
    for (var exclusion : all) {
      // Nothing is left of a window that lies within; rounding would leave a ratio of nothings.
      if (!exclusion.from().plus(window).isAfter(exclusion.until())) {
        var within = during(exclusion.from().plus(window), exclusion.until());
        cut = "(" + cut + ")\nunless on () (" + within + ")";
      }
    }
    return cut;
  }

  private static String excluded(
      Exclusion exclusion, String function, String series, Duration window, Duration step) {
    var length = Promql.duration(Duration.between(exclusion.from(), exclusion.until()));
    var inside =
        "(%s_over_time(%s[%s] @ %d) and on () (%s))"
            .formatted(
                function,
                series,
                length,
                exclusion.until().getEpochSecond(),
                during(exclusion.from(), exclusion.until().plus(window)));
    var left =
        "%s_over_time((last_over_time(%s[%s]) and on () (%s))[%s:%s] offset %s)"
            .formatted(
                function,
                series,
                Promql.duration(step),
                during(exclusion.from(), exclusion.until()),
                length,
                Promql.duration(step),
                Promql.duration(window));
    return "\n  %s\n  - (%s or %s * 0)".formatted(inside, left, inside);
  }

  private static String during(Instant from, Instant until) {
    return "vector(time()) > %d <= %d".formatted(from.getEpochSecond(), until.getEpochSecond());
  }
}
