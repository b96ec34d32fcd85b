package dev.nines.autoconfigure.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SloMetersTests {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"buys.done", "buys_done", "buys.done.total", "buys_done_total"})
  void zeroes_takeTheSpellingOfTheService_soThatNoSeriesIsTwice(String spelling) {
    registry.counter(spelling, "status", "success").increment();

    start(
        slo("buys_done_total{status=\"success\"}", "buys_done_total{status=~\"success|failed\"}"));
    registry.counter(spelling, "status", "failed").increment();

    assertThat(series("buys_done_total"))
        .containsExactlyInAnyOrder(
            "buys_done_total{status=\"success\"} 1.0", "buys_done_total{status=\"failed\"} 1.0");
  }

  @Test
  void zeroes_areThereBeforeTheFirstEvent_forEachOfTheOtherLabels() {
    registry.counter("buys", "status", "success", "shop.id", "a");
    registry.counter("buys", "status", "success", "shop.id", "b");

    start(slo("buys_total{status=\"success\"}", "buys_total{status=~\"success|failed\"}"));

    assertThat(series("buys_total"))
        .containsExactlyInAnyOrder(
            "buys_total{shop_id=\"a\",status=\"failed\"} 0.0",
            "buys_total{shop_id=\"a\",status=\"success\"} 0.0",
            "buys_total{shop_id=\"b\",status=\"failed\"} 0.0",
            "buys_total{shop_id=\"b\",status=\"success\"} 0.0");
  }

  @Test
  void commonTags_areNotDoubled() {
    registry.config().commonTags("service", "shop");
    registry.counter("buys", "status", "success");

    start(
        slo(
            "buys_total{service=\"shop\",status=\"success\"}",
            "buys_total{service=\"shop\",status=~\"success|failed\"}"));

    assertThat(series("buys_total"))
        .containsExactlyInAnyOrder(
            "buys_total{service=\"shop\",status=\"failed\"} 0.0",
            "buys_total{service=\"shop\",status=\"success\"} 0.0");
  }

  @Test
  void baseUnitsAndDescriptions_areKept() {
    Counter.builder("sent").baseUnit("bytes").tag("ok", "yes").register(registry);

    start(slo("sent_bytes_total{ok=\"no\"}", "sent_bytes_total"));

    assertThat(series("sent_bytes_total"))
        .containsExactlyInAnyOrder(
            "sent_bytes_total{ok=\"no\"} 0.0", "sent_bytes_total{ok=\"yes\"} 0.0");
  }

  @Test
  void anUnknownMetric_isRefusedWithPlaceAndNearestNames() {
    registry.counter("buys", "status", "success");
    registry.counter("sales");

    assertThatExceptionOfType(MeterMismatchException.class)
        .isThrownBy(() -> start(slo("byus_total{status=\"success\"}", "buys_total")))
        .satisfies(refused -> {
          var analysis = new MeterMismatchFailureAnalyzer().analyze(refused);
          assertThat(analysis).isNotNull();
          assertThat(analysis.getDescription())
              .contains("slo/shop.yaml:")
              .contains("'byus_total'")
              .doesNotContain("'buys_total'");
          assertThat(analysis.getAction()).contains("nearest names are buys_total");
        });
  }

  @Test
  void anUnknownLabel_isRefusedWithTheLabelsThereAre() {
    registry.counter("buys", "status", "success");

    assertThatExceptionOfType(MeterMismatchException.class)
        .isThrownBy(() -> start(slo("buys_total{outcome=\"ok\"}", "buys_total")))
        .withMessageContaining("by the label 'outcome'")
        .withMessageContaining("Its labels are status");
  }

  @Test
  void requests_standAtZeroBeforeTheFirst_withTheLabelsOfRealOnes() {
    start(
        slo(
            "http_server_requests_seconds_bucket{method=\"POST\",uri=\"/buys\",status!~\"5..\",le=\"0.2\"}",
            "http_server_requests_seconds_count{method=\"POST\",uri=\"/buys\",status!~\"5..\"}"));

    assertThat(series("http_server_requests_seconds_count"))
        .containsExactly(
            "http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"POST\","
                + "outcome=\"SUCCESS\",status=\"200\",uri=\"/buys\"} 0");
  }

  @Test
  void requests_standAtZero_ofEachValueThatIsNamed() {
    start(
        slo(
            "http_server_requests_seconds_bucket{uri=~\"/buys|/sells\",status=~\"201|503\",le=\"0.2\"}",
            "http_server_requests_seconds_count{uri=~\"/buys|/sells\",status=~\"201|503\"}"));

    assertThat(series("http_server_requests_seconds_count"))
        .hasSize(4)
        .allMatch(line -> line.endsWith(" 0"))
        .anyMatch(line -> line.contains("outcome=\"SUCCESS\",status=\"201\",uri=\"/buys\""))
        .anyMatch(line -> line.contains("outcome=\"SERVER_ERROR\",status=\"503\",uri=\"/buys\""))
        .anyMatch(line -> line.contains("outcome=\"SUCCESS\",status=\"201\",uri=\"/sells\""))
        .anyMatch(line -> line.contains("outcome=\"SERVER_ERROR\",status=\"503\",uri=\"/sells\""));
  }

  @Test
  void requestsWithLabelsOfTheServicesOwn_areNotMadeUp() {
    var slos =
        slo(
            "http_server_requests_seconds_bucket{le=\"0.2\"}",
            "http_server_requests_seconds_count");

    new SloMeters(slos, registry, List.of(), true).start();

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void metricsDeclaredLazy_areKnownBeforehand() {
    var slos = slo("later_seconds_bucket{le=\"0.2\"}", "later_seconds_count");

    new SloMeters(slos, registry, List.of("later_seconds"), false).start();

    assertThatExceptionOfType(MeterMismatchException.class).isThrownBy(() -> start(slos));
  }

  @Test
  void buckets_haveTheBoundExactly_besidesThoseThereWere() {
    registry
        .config()
        .meterFilter(new SloBuckets(slo("work_seconds_bucket{le=\"0.3\"}", "work_seconds_count")));

    registry.timer("work", Tags.empty()).record(Duration.ofMillis(300));
    io.micrometer.core.instrument.Timer.builder("work.other")
        .serviceLevelObjectives(Duration.ofSeconds(1))
        .register(registry);

    assertThat(series("work_seconds_bucket"))
        .containsExactlyInAnyOrder(
            "work_seconds_bucket{le=\"0.3\"} 1", "work_seconds_bucket{le=\"+Inf\"} 1");
    assertThat(series("work_other_seconds_bucket")).hasSize(2);
  }

  private void start(ServiceSlos slos) {
    new SloMeters(slos, registry, List.of(), false).start();
  }

  private List<String> series(String name) {
    return registry.scrape().lines().filter(line -> line.startsWith(name)).toList();
  }

  private static ServiceSlos slo(String good, String total) {
    String text =
        """
        apiVersion: openslo/v1
        kind: Service
        metadata: {name: shop}
        spec: {description: A shop.}
        ---
        apiVersion: openslo/v1
        kind: SLO
        metadata: {name: buying}
        spec:
          service: shop
          indicator:
            metadata: {name: buying}
            spec:
              ratioMetric:
                counter: true
                good: {metricSource: {type: Prometheus, spec: {query: '%s'}}}
                total: {metricSource: {type: Prometheus, spec: {query: '%s'}}}
          timeWindow: [{duration: 30d, isRolling: true}]
          budgetingMethod: Occurrences
          objectives: [{targetPercent: 99}]
        """
            .formatted(good, total);
    return switch (new OpenSloReader().read("slo/shop.yaml", text)) {
      case Reading.Read read -> new ServiceSlos(read.slos());
      case Reading.Rejected rejected ->
          throw new IllegalArgumentException(rejected.problems().toString());
    };
  }
}
