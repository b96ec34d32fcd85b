package dev.nines.cli.live;

import dev.nines.cli.live.LiveReport.Cost;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Sample;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Selectors;
import dev.nines.slo.compiler.ServiceRules;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Problem;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a Prometheus whether it has what SLOs ask for. */
public final class LiveCheck {
  /** A scrape may fall between the two counters that it reads. */
  private static final double TOLERANCE = 1.001;

  private final Prometheus prometheus;

  public LiveCheck(Prometheus prometheus) {
    this.prometheus = prometheus;
  }

  /**
   * All SLOs of a compilation.
   *
   * @throws IOException if it does not answer
   */
  public LiveReport of(Compiled compiled) throws IOException {
    List<Problem> problems = new ArrayList<>();
    List<Cost> costs = new ArrayList<>();
    Optional<Duration> retention = prometheus.retention();
    for (ServiceRules service : compiled.services()) {
      for (Slo slo : service.slos()) {
        problems.addAll(series(slo));
        problems.addAll(parts(slo));
        retention.flatMap(kept -> period(slo, kept)).ifPresent(problems::add);
        costs.add(cost(service, slo));
      }
    }
    return new LiveReport(problems.stream().sorted().toList(), costs);
  }

  private List<Problem> series(Slo slo) throws IOException {
    List<Problem> problems = new ArrayList<>();
    if (slo.indicator() instanceof RawRatio raw && prometheus.query(raw.query()).isEmpty()) {
      problems.add(
          problem(
              slo,
              "has no value for its query now: " + raw.query(),
              "Run the query in Prometheus to see which part of it is empty"));
    }
    for (Selector selector : Selectors.of(slo)) {
      if (prometheus.query(Selectors.promql(selector)).isEmpty()) {
        problems.add(missing(slo, selector));
      }
    }
    return problems;
  }

  private Problem missing(Slo slo, Selector selector) throws IOException {
    String fact = "asks for %s, which does not exist".formatted(selector);
    if (prometheus.query(selector.metric()).isEmpty()) {
      return problem(
          slo, fact, "There is no metric of that name: is the service scraped, and the name right");
    }
    for (Matcher matcher : selector.matchers()) {
      Selector others = without(selector, matcher);
      List<Sample> values =
          prometheus.query("group by (%s) (%s)".formatted(matcher.label(), others));
      if (!values.isEmpty()) {
        String known =
            values.stream()
                .map(sample -> sample.label(matcher.label()))
                .sorted()
                .limit(20)
                .collect(Collectors.joining(", "));
        return problem(
            slo, fact, "Values of '%s' that do exist: %s".formatted(matcher.label(), known));
      }
    }
    return problem(slo, fact, "No series has all its labels: ask for fewer");
  }

  private static Selector without(Selector selector, Matcher matcher) {
    return new Selector(
        selector.metric(),
        selector.matchers().stream().filter(other -> !other.equals(matcher)).toList());
  }

  private List<Problem> parts(Slo slo) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (Selectors.Part part : Selectors.part(slo).stream().toList()) {
      String query =
          "sum(increase(%s[1h])) > %s * sum(increase(%s[1h]))"
              .formatted(Selectors.promql(part.part()), TOLERANCE, Selectors.promql(part.total()));
      for (Sample sample : prometheus.query(query)) {
        problems.add(
            problem(
                slo,
                "counts more events as %s than there are in total, %.0f in the last hour"
                    .formatted(part.good() ? "good" : "bad", sample.value()),
                "Make 'total' count them too"));
      }
    }
    return problems;
  }

  private static Optional<Problem> period(Slo slo, Duration kept) {
    Duration needed =
        switch (slo.period()) {
          case Rolling(var length) -> length;
          case Calendar calendar -> calendar.longest();
        };
    return kept.compareTo(needed) >= 0
        ? Optional.empty()
        : Optional.of(
            problem(
                slo,
                "has a period of %d days, and Prometheus forgets after %d"
                    .formatted(needed.toDays(), kept.toDays()),
                "Start it with --storage.tsdb.retention.time=%dd".formatted(needed.toDays() + 1)));
  }

  private static Problem problem(Slo slo, String fact, String fix) {
    return new Problem(slo.place(), "'" + slo.name() + "' " + fact, fix);
  }

  /** Evaluates each rule once: what it reads then, it reads each time. */
  private Cost cost(ServiceRules service, Slo slo) throws IOException {
    int rules = 0;
    long samples = 0;
    int series = 0;
    for (RuleGroup group : service.groups()) {
      if (!group.name().startsWith(slo.name() + "/")) {
        continue;
      }
      long evaluations = Duration.ofHours(1).dividedBy(group.interval());
      for (Rule rule : group.rules()) {
        Prometheus.Cost once = prometheus.cost(rule.expression());
        samples += once.samples() * evaluations;
        series += rule instanceof Rule.Recording ? once.series() : 0;
        rules++;
      }
    }
    return new Cost(slo.service(), slo.name(), rules, samples, series);
  }
}
