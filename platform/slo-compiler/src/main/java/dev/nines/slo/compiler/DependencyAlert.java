package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.Map;

/**
 * A helper alert, never notified, that fires while a dependency's page explains this SLO's trouble;
 * Alertmanager inhibits the SLO's alerts by it.
 *
 * <p>Why not let the dependency's page inhibit directly? First, it may end some seconds before its
 * caller's, which would then slip out as news; hence {@code keep_firing_for}. Second, Alertmanager
 * also swallows the <em>resolved</em> notification of an inhibited alert. A page of this SLO that
 * people were told of before the dependency's began (an outage: the caller sees it after half a
 * minute, {@code SLOTargetDown} after one) must not be inhibited, or nobody learns that it ended.
 */
final class DependencyAlert {
  static final String NAME = "SLODependencyPaging";

  private static final Duration KEEP = Duration.ofMinutes(2);

  /** Pages wait this long in Alertmanager before they are notified ({@code group_wait}). */
  private static final String GROUP_WAIT = "5s";

  private DependencyAlert() {}

  static Rule of(Slo slo) {
    var labels = SloRules.labels(slo);
    labels.put("severity", "none");
    var summary =
        "%s: a page of %s explains it"
            .formatted(slo.displayName(), String.join(" or ", slo.alerting().dependsOn()));
    return new Alert(
        NAME, expression(slo), Duration.ZERO, KEEP, labels, Map.of("summary", summary));
  }

  private static String expression(Slo slo) {
    var firing = "alertstate=\"firing\"";
    var dependencies = String.join("|", slo.alerting().dependsOn());
    var own = "service=\"%s\",slo=\"%s\"".formatted(slo.service(), slo.name());
    var paging = "ALERTS{%s,severity=\"page\",service=~\"%s\"}".formatted(firing, dependencies);
    var told = "ALERTS{%s,severity=\"page\",%s} offset %s".formatted(firing, own, GROUP_WAIT);
    var helping = "ALERTS{alertname=\"%s\",%s,%s}".formatted(NAME, firing, own);
    return "(count(%s) > 0)\nunless on ()\n(\n%s\nunless on ()\n%s\n)"
        .formatted(paging, told, helping);
  }
}
