package dev.nines.cli.replay;

import dev.nines.slo.compiler.rule.Rule.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When an alert fired, from when its expression held: Prometheus' state machine of an alert. */
final class AlertHistory {
  private AlertHistory() {}

  /**
   * Spans of firing.
   *
   * @param held the evaluations at which the expression held, oldest first
   * @param interval from one evaluation to the next
   */
  static List<Span> firing(Alert alert, List<Instant> held, Duration interval) {
    var spans = new ArrayList<Span>();
    for (var run : runs(held, interval)) {
      var from = run.from().plus(alert.after());
      // Pending is not firing; the last evaluation that held is followed by one that did not.
      if (!from.isAfter(run.to())) {
        join(spans, new Span(from, run.to().plus(interval).plus(alert.keepFiring())));
      }
    }
    return spans;
  }

  private static List<Span> runs(List<Instant> held, Duration interval) {
    var runs = new ArrayList<Span>();
    for (var at : held) {
      if (!runs.isEmpty() && !at.isAfter(runs.getLast().to().plus(interval))) {
        runs.set(runs.size() - 1, new Span(runs.getLast().from(), at));
      } else {
        runs.add(new Span(at, at));
      }
    }
    return runs;
  }

  private static void join(List<Span> spans, Span span) {
    if (!spans.isEmpty() && !span.from().isAfter(spans.getLast().to())) {
      spans.set(spans.size() - 1, new Span(spans.getLast().from(), span.to()));
    } else {
      spans.add(span);
    }
  }
}
