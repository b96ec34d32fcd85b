package dev.nines.slo.compiler;

import dev.nines.slo.model.AlertPolicy.Condition;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Slo;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an alert says to people. Prometheus' templates fill in live numbers; each also reads well
 * while its series does not exist yet.
 */
final class Annotations {
  private final Slo slo;
  private final Options options;

  Annotations(Slo slo, Options options) {
    this.slo = slo;
    this.options = options;
  }

  Map<String, String> burn(BurnThreshold threshold) {
    var tier = threshold.tier();
    var summary =
        "%s: %s %% of the error budget of %s went within %s"
            .formatted(
                slo.displayName(),
                Wording.percent(threshold.budgetSpent()),
                period(),
                Wording.duration(tier.longWindow()));
    var description =
        "More than %s %% of %s were bad over the last %s, and still are over the last %s. Promised: %s"
            .formatted(
                Wording.percent(threshold.errorRatio()),
                what(),
                last(tier.longWindow()),
                last(tier.shortWindow()),
                slo.description().isEmpty() ? slo.displayName() : slo.description());
    return all(summary, description);
  }

  Map<String, String> condition(Condition condition) {
    var summary =
        "%s: the error budget burns %s times as fast as it may, over %s"
            .formatted(
                slo.displayName(),
                Promql.number(condition.burnRate()),
                Wording.duration(condition.lookback()));
    return all(
        summary,
        condition.description().isEmpty() ? condition.displayName() : condition.description());
  }

  Map<String, String> seriesMissing(String series) {
    return all(
        slo.displayName() + ": its series are gone",
        "%s is up, but %s has not been scraped for 5 minutes. Was the metric renamed?"
            .formatted(slo.service(), series));
  }

  Map<String, String> idle() {
    return all(
        slo.displayName() + ": no traffic for an hour",
        slo.service() + " is up and its series are there, but nothing is counted.");
  }

  /** For an alert of the service as a whole. */
  static Map<String, String> targetDown(String service, Options options) {
    var annotations = new LinkedHashMap<String, String>();
    annotations.put("summary", service + ": no target is up");
    annotations.put(
        "description",
        "Prometheus has scraped no target of %s for a minute: it is down, hangs, or is not configured. Its SLOs have no data."
            .formatted(service));
    annotations.put("burn_rate", "unknown: no data");
    annotations.put("budget_remaining", "unknown: no data");
    annotations.put("budget_exhausted_in", "unknown: no data");
    annotations.put("objective", "a target of " + service + " is up");
    annotations.put("runbook_url", options.runbooks() + "target-down.md");
    annotations.put("next", "./nines status");
    return annotations;
  }

  private Map<String, String> all(String summary, String description) {
    var annotations = new LinkedHashMap<String, String>();
    annotations.put("summary", summary);
    annotations.put("description", description);
    annotations.put("burn_rate", burnRate());
    annotations.put("budget_remaining", remaining());
    annotations.put("budget_exhausted_in", exhaustedIn());
    annotations.put("objective", objective());
    annotations.put("runbook_url", runbook());
    annotations.put("next", "./nines status");
    return annotations;
  }

  private String burnRate() {
    return live(
        recorded(Series.CURRENT_BURN),
        "{{ . | first | value | printf \"%.1f\" }} times as fast as the budget allows",
        "unknown: no traffic in the last 5 minutes");
  }

  private String remaining() {
    return live(
        "100 * " + recorded(Series.REMAINING),
        "{{ . | first | value | printf \"%.1f\" }} %",
        "not known yet");
  }

  private String exhaustedIn() {
    var query =
        "clamp_min(%s, 0) * %d / (%s > 0)"
            .formatted(
                recorded(Series.REMAINING),
                slo.period().length().toSeconds(),
                recorded(Series.CURRENT_BURN));
    return live(query, "{{ . | first | value | humanizeDuration }} at this rate", "not known yet");
  }

  /** Of an SLO with groups, the alert's own group's number. */
  private String live(String query, String present, String missing) {
    var grouping = slo.counting().grouping();
    var asked =
        grouping
            .map(g -> {
              var own = "slo=\"" + slo.name() + "\"";
              var one = query.replace("%", "%%").replace(own, own + "," + g.label() + "=%[1]q");
              return "(printf `%s` $labels.%s)".formatted(one, g.label());
            })
            .orElse("`" + query + "`");
    return "{{ with query %s }}%s{{ else }}%s{{ end }}".formatted(asked, present, missing);
  }

  private String objective() {
    return "%s %% of %s good over %s"
        .formatted(slo.objective().percent().toPlainString(), what(), period());
  }

  private String what() {
    if (slo.indicator() instanceof Composite) {
      return "all parts, by weight,";
    }
    return switch (slo.budgeting()) {
      case Occurrences _ -> "events";
      case Timeslices(var slice, _) ->
          slice.toMinutes() == 1 ? "minutes" : "slices of " + Wording.duration(slice);
      case RatioTimeslices(var slice) -> "events, each " + last(slice) + " weighing the same,";
    };
  }

  private String period() {
    return switch (slo.period()) {
      case Rolling(var length) -> Wording.duration(length);
      case Calendar calendar -> "a " + CalendarText.of(calendar);
    };
  }

  private String runbook() {
    return slo.alerting()
        .runbook()
        .map(URI::toString)
        .orElseGet(() -> options.runbooks() + slo.name() + ".md");
  }

  private String recorded(String metric) {
    return Promql.recorded(metric, slo);
  }

  /** Without its number where that is one: the last minute. */
  private static String last(Duration duration) {
    return Wording.duration(duration).replaceFirst("^1 ", "");
  }
}
