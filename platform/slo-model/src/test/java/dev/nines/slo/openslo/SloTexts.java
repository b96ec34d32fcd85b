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
