package dev.nines.slo.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an SLO's alerts need to know beyond the SLO itself; from annotations under {@code
 * nines.dev/}.
 *
 * @param dependsOn services whose page keeps this SLO's alerts quiet ({@code nines.dev/depends-on})
 * @param pageMinBadEvents how many bad events the long window must have before a tier may page
 *     ({@code nines.dev/page-min-bad-events}); at least 1
 * @param ticketMinBadEvents the same before a tier may open a ticket ({@code
 *     nines.dev/ticket-min-bad-events}); at least 1
 * @param dropTiers labels of {@link TierName}s that give no alert ({@code nines.dev/drop-tiers})
 * @param retuned tiers with other numbers than the usual ({@code nines.dev/tiers})
 * @param labelStyle names for other generators' dashboards ({@code nines.dev/compatible-labels})
 * @param policies whom the alerts reach, where not the usual
 * @param runbook where to read what to do ({@code nines.dev/runbook-url})
 */
public record Alerting(
    List<String> dependsOn,
    int pageMinBadEvents,
    int ticketMinBadEvents,
    Set<String> dropTiers,
    List<Retuned> retuned,
    Optional<LabelStyle> labelStyle,
    List<AlertPolicy> policies,
    Optional<URI> runbook) {
  /** Enough that one failure among five requests wakes nobody. */
  public static final int DEFAULT_PAGE_MIN_BAD_EVENTS = 10;

  /** Enough that a ticket is about more than one unlucky client. */
  public static final int DEFAULT_TICKET_MIN_BAD_EVENTS = 3;

  public Alerting {
    dependsOn = List.copyOf(dependsOn);
    dropTiers = Set.copyOf(dropTiers);
    retuned = List.copyOf(retuned);
    policies = List.copyOf(policies);
    if (pageMinBadEvents < 1 || ticketMinBadEvents < 1) {
      throw new IllegalArgumentException(
          "minimum of bad events must be at least 1, was: page "
              + pageMinBadEvents
              + ", ticket "
              + ticketMinBadEvents);
    }
  }

  /** What holds without annotations. */
  public static Alerting defaults() {
    return new Alerting(
        List.of(),
        DEFAULT_PAGE_MIN_BAD_EVENTS,
        DEFAULT_TICKET_MIN_BAD_EVENTS,
        Set.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The same with policies. */
  public Alerting withPolicies(List<AlertPolicy> policies) {
    return new Alerting(
        dependsOn,
        pageMinBadEvents,
        ticketMinBadEvents,
        dropTiers,
        retuned,
        labelStyle,
        policies,
        runbook);
  }

  /**
   * The same without any alert about the budget: another SLO, of which this is a part, has them.
   */
  public Alerting silent() {
    return new Alerting(
        List.of(),
        pageMinBadEvents,
        ticketMinBadEvents,
        Set.copyOf(TierName.labels()),
        retuned,
        labelStyle,
        List.of(),
        runbook);
  }

  /** Whether no tier gives an alert. */
  public boolean isSilent() {
    return dropTiers.size() == TierName.values().length;
  }
}
