package dev.nines.slo.openslo;

import dev.nines.slo.model.Problem;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SLO files for tests. */
final class SloTexts {
  /** A correct file; tests replace parts of it by wrong ones. */
  static final String CORRECT =
      """
      apiVersion: openslo/v1
      kind: Service
      metadata:
        name: shop
      spec: {}
      ---
      apiVersion: openslo/v1
      kind: SLO
      metadata:
        name: checkout
        annotations:
          nines.dev/depends-on: order, stock
          nines.dev/page-min-bad-events: "20"
      spec:
        service: shop
        indicator:
          spec:
            ratioMetric:
              counter: true
              good:
                metricSource:
                  type: Prometheus
                  spec:
                    query: checkout_seconds_bucket{le="0.2"}
              total:
                metricSource:
                  type: Prometheus
                  spec:
                    query: checkout_seconds_count
        timeWindow:
          - duration: 30d
            isRolling: true
        budgetingMethod: Timeslices
        objectives:
          - target: 0.999
            timeSliceWindow: 1m
            timeSliceTarget: 0.95
      """;

  /** A correct file whose SLO has two objectives and names its indicator, as that its source. */
  static final String SHARED =
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata:
        name: checkout
        displayName: Checkout works
      spec:
        service: shop
        indicatorRef: checkout-success
        timeWindow:
          - duration: 30d
            isRolling: true
        budgetingMethod: Occurrences
        objectives:
          - displayName: Gold!
            targetPercent: 99.95
          - target: 0.99
      ---
      apiVersion: openslo/v1
      kind: SLI
      metadata:
        name: checkout-success
      spec:
        ratioMetric:
          counter: true
          bad:
            metricSource:
              metricSourceRef: main
              spec:
                query: failures_total
          total:
            metricSource:
              metricSourceRef: main
              spec:
                query: checkouts_total
      ---
      apiVersion: openslo/v1
      kind: DataSource
      metadata:
        name: main
      spec:
        type: Prometheus
      ---
      apiVersion: openslo/v1
      kind: Service
      metadata:
        name: shop
      spec: {}
      """;

  /**
   * A correct file of all the rest: a list of documents, a calendar, two indicators with weights,
   * policies, labels and annotations.
   */
  static final String WHOLE =
      """
      - apiVersion: openslo/v1
        kind: Service
        metadata: {name: shop, labels: {team: [payments, core]}}
        spec: {description: Sells things.}
      - apiVersion: openslo/v1
        kind: SLO
        metadata:
          name: journey
          displayName: The whole journey
          labels: {team: payments, env: [prod, test]}
          annotations:
            nines.dev/tiers: cliff 2% 10m/2m
            nines.dev/exclude: "2026-02-01T22:00:00Z/PT2H"
            nines.dev/compatible-labels: sloth
        spec:
          service: shop
          timeWindow:
            - duration: 1M
              calendar: {startTime: 2026-01-01 00:00:00, timeZone: Europe/Berlin}
          budgetingMethod: Occurrences
          objectives:
            - displayName: Search
              targetPercent: 99
              compositeWeight: 1
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: Prometheus, spec: {query: 'search_total{ok="no"}'}}}
                    total: {metricSource: {type: Prometheus, spec: {query: search_total}}}
            - indicatorRef: paid
              targetPercent: 99.8
              compositeWeight: 3
          alertPolicies:
            - on-call
            - kind: AlertPolicy
              metadata: {name: quiet}
              spec:
                alertWhenNoData: true
                conditions: [{conditionRef: burns}]
                notificationTargets:
                  - kind: AlertNotificationTarget
                    metadata: {name: chat, annotations: {nines.dev/address: "#shop"}}
                    spec: {target: slack}
      - apiVersion: openslo/v1
        kind: SLI
        metadata: {name: paid}
        spec:
          ratioMetric:
            counter: true
            good: {metricSource: {type: Prometheus, spec: {query: 'pay_total{ok="yes"}'}}}
            total: {metricSource: {type: Prometheus, spec: {query: pay_total}}}
      - apiVersion: openslo/v1
        kind: AlertPolicy
        metadata: {name: on-call}
        spec:
          alertWhenBreaching: true
          alertWhenResolved: true
          conditions: [{conditionRef: burns}]
          notificationTargets: [{targetRef: mail}]
      - apiVersion: openslo/v1
        kind: AlertCondition
        metadata: {name: burns}
        spec:
          severity: page
          condition: {kind: burnrate, op: gte, threshold: 2, lookbackWindow: 1h, alertAfter: 5m}
      - apiVersion: openslo/v1
        kind: AlertNotificationTarget
        metadata: {name: mail, annotations: {nines.dev/address: oncall@example.com}}
        spec: {description: Whoever is on call., target: email}
      """;

  private SloTexts() {}

  /** The correct file with one change. */
  static String with(String old, String changed) {
    if (!CORRECT.contains(old)) {
      throw new IllegalArgumentException("the file must hold what is replaced, was: " + old);
    }
    return CORRECT.replace(old, changed);
  }

  static List<Slo> read(String text) {
    return switch (new OpenSloReader().read("shop.yaml", text)) {
      case Reading.Read(var slos) -> slos;
      case Reading.Rejected(var problems) -> throw new AssertionError(problems);
    };
  }

  static List<String> problems(String text) {
    return switch (new OpenSloReader().read("shop.yaml", text)) {
      case Reading.Read(var slos) -> throw new AssertionError("accepted: " + slos);
      case Reading.Rejected(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }

  static String ofService(String service) {
    var path = Path.of("../../services", service, "src/main/resources/slo", service + ".yaml");
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
