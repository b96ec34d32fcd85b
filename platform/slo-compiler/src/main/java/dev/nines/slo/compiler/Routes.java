package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Receiver;
import dev.nines.slo.compiler.rule.Receiver.Integration;
import dev.nines.slo.compiler.rule.Route;
import dev.nines.slo.compiler.rule.Route.Timing;
import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.AlertPolicy.Target;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whom an SLO's policies tell. A policy is about the burn alerts of its condition's severity, about
 * its own condition's alert, and, where it says so, about missing data; whatever no policy is about
 * goes the usual way.
 */
final class Routes {
  /** Long enough for a dependency's page, evaluated up to 5 s later, to inhibit this one. */
  private static final Timing AT_ONCE =
      new Timing(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofHours(4));

  private static final Timing IN_TIME =
      new Timing(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofDays(1));

  private final Slo slo;

  Routes(Slo slo) {
    this.slo = slo;
  }

  List<Route> all() {
    var routes = new ArrayList<Route>();
    for (var severity : Severity.values()) {
      add(
          routes,
          "Budget burn of " + slo.name() + ", " + severity.label() + "s",
          severity,
          List.of("alertname=\"" + BurnAlerts.NAME + "\"", "severity=\"" + severity.label() + "\""),
          policy -> policy.whenBreaching() && policy.condition().severity() == severity);
    }
    for (var policy : slo.alerting().policies()) {
      add(
          routes,
          "Condition of policy " + policy.name() + " on " + slo.name(),
          policy.condition().severity(),
          List.of("alertname=\"" + PolicyAlerts.NAME + "\"", "policy=\"" + policy.name() + "\""),
          one -> one.equals(policy) && one.whenBreaching());
    }
    var noData = NoDataAlerts.SERIES_MISSING + "|" + NoDataAlerts.IDLE;
    add(
        routes,
        "Missing data of " + slo.name(),
        Severity.TICKET,
        List.of("alertname=~\"" + noData + "\""),
        AlertPolicy::whenNoData);
    return routes;
  }

  private void add(
      List<Route> routes,
      String why,
      Severity urgency,
      List<String> matchers,
      Predicate<AlertPolicy> isAbout) {
    var receivers =
        slo.alerting().policies().stream()
            .filter(isAbout)
            .flatMap(policy ->
                policy.targets().stream().map(target -> receiver(target, policy.whenResolved())))
            .distinct()
            .toList();
    if (!receivers.isEmpty()) {
      var all = new ArrayList<String>();
      all.add("service=\"" + slo.service() + "\"");
      all.add("slo=\"" + slo.name() + "\"");
      all.addAll(matchers);
      var timing = urgency == Severity.PAGE ? AT_ONCE : IN_TIME;
      routes.add(new Route(why, all, timing, receivers));
    }
  }

  /** One target may be told of the end by one policy and not by another. */
  private static Receiver receiver(Target target, boolean sendResolved) {
    var name = sendResolved ? target.name() : target.name() + "-without-resolved";
    var integration =
        switch (target.channel()) {
          case EMAIL -> Integration.EMAIL;
          case SLACK -> Integration.SLACK;
          case PAGERDUTY -> Integration.PAGERDUTY;
          case WEBHOOK -> Integration.WEBHOOK;
        };
    return new Receiver(name, target.name(), integration, target.address(), sendResolved);
  }
}
