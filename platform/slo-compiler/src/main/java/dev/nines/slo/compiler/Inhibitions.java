package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Inhibition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** One incident, one notification: which alerts are silent while another one fires. */
final class Inhibitions {
  private final List<String> sameSlo;

  /**
   * For a set of SLOs.
   *
   * @param groups the labels that some of them are grouped by; one that an alert has not is the
   *     same as another's that has it neither
   */
  Inhibitions(Collection<String> groups) {
    var labels = new ArrayList<String>();
    labels.add("service");
    labels.add("slo");
    labels.addAll(new TreeSet<>(groups));
    sameSlo = List.copyOf(labels);
  }

  /** The same for any SLOs; what differs is in the alerts' labels. */
  List<Inhibition> all() {
    var inhibitions = new ArrayList<>(tiers());
    inhibitions.add(
        new Inhibition(
            "A page says all that a ticket of the same SLO would",
            List.of("severity=\"page\""),
            List.of("severity=~\"ticket|info\""),
            sameSlo));
    inhibitions.add(
        new Inhibition(
            "A service that is down has no SLO alerts of its own to tell",
            List.of(alert(NoDataAlerts.TARGET_DOWN)),
            List.of(
                "alertname!=\"" + NoDataAlerts.TARGET_DOWN + "\"",
                "severity=~\"page|ticket|info\""),
            List.of("service")));
    inhibitions.add(
        new Inhibition(
            "A dependency's page explains its callers' trouble",
            List.of(alert(DependencyAlert.NAME)),
            List.of("severity=~\"page|ticket\""),
            sameSlo));
    return List.copyOf(inhibitions);
  }

  private List<Inhibition> tiers() {
    var inhibitions = new ArrayList<Inhibition>();
    var names = Tier.names();
    for (int i = 0; i < names.size() - 1; i++) {
      var lower = String.join("|", names.subList(i + 1, names.size()));
      var name = names.get(i);
      inhibitions.add(
          new Inhibition(
              "Tier " + name + " inhibits those below it",
              List.of(alert(BurnAlerts.NAME), "tier=\"" + name + "\""),
              List.of(alert(BurnAlerts.NAME), "tier=~\"" + lower + "\""),
              sameSlo));
    }
    return inhibitions;
  }

  private static String alert(String name) {
    return "alertname=\"" + name + "\"";
  }
}
