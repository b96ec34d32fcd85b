package dev.nines.slo.compiler.dashboard;

import dev.nines.slo.compiler.BurnThreshold;
import dev.nines.slo.compiler.FiringAlerts;
import dev.nines.slo.compiler.RawSignal;
import dev.nines.slo.compiler.RawSignal.Counts;
import dev.nines.slo.compiler.RawSignal.Durations;
import dev.nines.slo.compiler.Selectors;
import dev.nines.slo.compiler.Series;
import dev.nines.slo.compiler.Wording;
import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The panels of one SLO. */
final class SloRow {
  /** Grafana's, from the time shown and how often is scraped. */
  private static final String WINDOW = "$__rate_interval";

  private static final BigDecimal MEDIAN = new BigDecimal("0.5");

  private final Slo slo;
  private final Optional<String> runbook;
  private final List<Link> deeper;

  /**
   * @param runbook where its alerts say to read on
   */
  SloRow(Slo slo, Optional<String> runbook) {
    this.slo = slo;
    this.runbook = runbook;
    this.deeper = List.of(Link.logs(slo.service()), Link.traces(slo.service()));
  }

  void addTo(Dashboard dashboard) {
    dashboard.row(slo.displayName() + ": " + promise());
    dashboard.add(budgetLeft()).add(burnRate()).add(lasts()).add(errors()).add(known());
    dashboard.add(firing());
    dashboard.add(burnDown()).add(BurnRates.of(slo));
    RawSignal.of(slo).map(this::raw).ifPresent(dashboard::add);
    worst().ifPresent(dashboard::add);
    dashboard.add(errorRatio()).add(alerts());
  }

  private String promise() {
    return "%s %% over %s"
        .formatted(
            slo.objective().percent().toPlainString(), Wording.duration(slo.period().length()));
  }

  private Panel budgetLeft() {
    return Panel.stat(
            "Error budget left",
            "Of the period's whole budget; below 0 the promise is broken.",
            "percentunit",
            Colours.BUDGET)
        .query(Query.instant(Series.of(Series.REMAINING, slo)));
  }

  private Panel burnRate() {
    return Panel.stat(
            "Burn rate now",
            "Over the last 5 minutes; at 1 the budget lasts exactly one period.",
            "none",
            Colours.BURN)
        .query(Query.instant(Series.of(Series.CURRENT_BURN, slo) + " or vector(0)"));
  }

  private Panel lasts() {
    var left = Series.of(Series.REMAINING, slo);
    var period = slo.period().length().toSeconds();
    return Panel.stat(
            "The budget lasts",
            "At the burn rate of the last 5 minutes; a whole period stands for: its end is not in sight.",
            "dtdurations",
            Colours.of("red").from(6 * 3600, "orange").from(3 * 24 * 3600, "green"))
        .query(
            Query.instant(
                "clamp_max(clamp_min(%s, 0) * %d / clamp_min(%s or %s * 0, 0.001), %d)"
                    .formatted(left, period, Series.of(Series.CURRENT_BURN, slo), left, period)));
  }

  private Panel errors() {
    return Panel.stat(
            "Errors over the period",
            "Bad by all of what is known of the period; %s %% may be bad."
                .formatted(Wording.percent(slo.objective().budget())),
            "percentunit",
            Colours.of("green").from(slo.objective().budget().doubleValue(), "red"))
        .query(Query.instant(Series.of(Series.periodRatio(slo.period()), slo)));
  }

  private Panel known() {
    return Panel.stat(
            "Known share of the period",
            "For how much of it there is history; the rest counts as neither good nor bad.",
            "percentunit",
            Colours.PLAIN)
        .query(Query.instant(Series.of(Series.PERIOD_COVERED, slo)));
  }

  private Panel firing() {
    return Panel.stat(
            "Alerts firing",
            "Pages and tickets of this SLO, inhibited ones too.",
            "none",
            Colours.COUNT)
        .query(Query.instant(FiringAlerts.count(slo)));
  }

  private Panel burnDown() {
    return Panel.chart(
            "Error budget, burn-down",
            "How much of the period's budget is left; at 0 the promise is broken.",
            "percentunit")
        .limits(Colours.of("transparent").from(0, "red"))
        .query(Query.range(Series.of(Series.REMAINING, slo), "budget left"));
  }

  private Panel raw(RawSignal signal) {
    return switch (signal) {
      case Durations durations -> durations(durations);
      case Counts counts -> counts(counts);
    };
  }

  private Panel durations(Durations durations) {
    double limit = durations.limit().toMillis() / 1000.0;
    var promised = "P" + Wording.percent(durations.promised());
    return Panel.chart(
            "Latency",
            "%s has to stay below the dashed line. Each dot is a request: click it for its trace."
                .formatted(promised),
            "s")
        .limits(Colours.of("transparent").from(limit, "red"))
        .dataLinks(deeper)
        .query(
            Query.range(durations.quantile(durations.promised(), WINDOW), promised).withExemplars())
        .query(Query.range(durations.quantile(MEDIAN, WINDOW), "P50"))
        .colour(promised, "orange", false)
        .colour("P50", "blue", false);
  }

  private Panel counts(Counts counts) {
    var all = Query.range(Counts.rate(counts.total(), WINDOW), "all").withExemplars();
    var bad =
        counts
            .bad()
            .map(events -> orZero(Counts.rate(events, WINDOW)))
            .map(query -> Query.range(query, "bad").withExemplars())
            .orElseGet(() -> Query.range(Series.of(Series.BAD_EVENTS, slo), "bad"));
    return Panel.chart(
            "Events",
            "What is counted, a second. Each dot is a request: click it for its trace.",
            "reqps")
        .dataLinks(deeper)
        .query(all)
        .query(bad)
        .colour("all", "blue", false)
        .colour("bad", "red", false);
  }

  private static String orZero(String query) {
    return query + " or vector(0)";
  }

  private Optional<Panel> worst() {
    return Selectors.worst(slo)
        .map(query ->
            Panel.chart(
                    "Where it goes wrong",
                    "The five worst by method, route and status, a second.",
                    "reqps")
                .dataLinks(deeper)
                .query(Query.range(query, "{{method}} {{uri}} {{route}} {{status}}")));
  }

  private Panel errorRatio() {
    var budget = slo.objective().budget().doubleValue();
    return Panel.chart(
            "Error ratio",
            "Bad by all of the last 5 minutes. Above the dashed line the budget shrinks.",
            "percentunit")
        .limits(Colours.of("transparent").from(budget, "orange"))
        .dataLinks(deeper)
        .query(Query.range(Series.of(Series.ratio(Duration.ofMinutes(5)), slo), "errors"))
        .colour("errors", "red", false);
  }

  private Panel alerts() {
    var panel =
        Panel.lanes(
            "Alerts", "When each of this SLO's alerts fired, inhibited ones too." + toRead());
    panel.link(Link.alerts(slo.service()));
    runbook.filter(SloRow::isAddress).ifPresent(url -> panel.link(Link.to("Runbook", url)));
    for (var threshold : BurnThreshold.applied(slo).thresholds()) {
      var tier = threshold.tier();
      panel.query(
          Query.range(FiringAlerts.of(slo, tier), tier.name() + ": " + tier.severity().label()));
    }
    slo.alerting().policies().stream()
        .filter(AlertPolicy::whenBreaching)
        .forEach(policy ->
            panel.query(
                Query.range(
                    FiringAlerts.of(slo, policy),
                    policy.name() + ": " + policy.condition().severity().label())));
    return panel.query(Query.range(FiringAlerts.noData(slo), "no data"));
  }

  /** A path into a repository leads nowhere from Grafana: people are told of it, and no more. */
  private String toRead() {
    return runbook.filter(url -> !isAddress(url)).map(path -> " Runbook: " + path).orElse("");
  }

  private static boolean isAddress(String url) {
    return url.startsWith("http://") || url.startsWith("https://");
  }
}
