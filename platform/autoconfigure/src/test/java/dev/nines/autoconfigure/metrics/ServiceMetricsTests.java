package dev.nines.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceMetricsTests {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Shop.class,
            "nines.env=test",
            "nines.version=1.2.3",
            "nines.slo.location=classpath:slo-tests/shop/*.yaml");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void everySeries_saysWhoItIs() {
    service.get("/items/1");

    assertThat(series())
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line).contains("service=\"shop\"", "env=\"test\"", "version=\"1.2.3\""));
  }

  @Test
  void requests_haveTheSloBoundAsABucket_withAnExemplarOfTheTrace() {
    var answer = service.get("/items/1", "traceparent", traceparent("a"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(requests()).anyMatch(line -> line.contains("le=\"0.123\""));
    assertThat(requests())
        .filteredOn(line -> line.contains("_bucket"))
        .anyMatch(line -> line.contains("# {span_id=\"") && line.contains("a".repeat(32)));
  }

  @Test
  void actuator_isNoRequestOfTheService() {
    service.management("GET", "/actuator/health", "");
    service.get("/items/1");

    assertThat(requests()).isNotEmpty().noneMatch(line -> line.contains("actuator"));
  }

  @Test
  void unknownPathsAndMethods_makeNoNewSeries() {
    service.get("/unknown");
    service.send("HOSTILE0", "/items/1", "");
    // A request is counted after its answer.
    await()
        .until(() ->
            Stream.of("404", "405")
                .allMatch(status ->
                    requests().stream()
                        .anyMatch(line -> line.contains("status=\"" + status + "\""))));
    int before = requests().size();

    for (int i = 1; i < 20; i++) {
      service.get("/unknown/" + i);
      service.send("HOSTILE" + i, "/items/" + i, "");
    }

    assertThat(requests()).hasSize(before).noneMatch(line -> line.contains("HOSTILE"));
  }

  @Test
  void counters_thatAnSloNames_areThereBeforeTheFirstEvent() {
    assertThat(series())
        .anyMatch(line -> line.matches("shop_purchases_total\\{.*status=\"failed\".*} 0\\.0"));
  }

  @Test
  void runtimeAndPools_areMeasured() {
    System.gc();

    await().until(() -> service.scrape().contains("jvm_gc_pause_seconds_count"));
    assertThat(service.scrape())
        .contains(
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_memory_used_bytes",
            "netty_eventexecutor_workers",
            "netty_allocator_memory_used",
            "nines_spans_total",
            "nines_logs_dropped_total");
  }

  @Test
  void whatAServiceWaitsFor_hasBuckets_andNoSeriesForEachThread() {
    var meters = service.context().getBean(MeterRegistry.class);
    for (String thread : List.of("reactor-tcp-epoll-1", "reactor-tcp-epoll-2")) {
      meters
          .timer("r2dbc.query", "r2dbc.connection", "PostgreSQL", "r2dbc.thread", thread)
          .record(Duration.ofMillis(3));
    }
    meters.timer("resilience4j.circuitbreaker.calls", "name", "stock").record(Duration.ofMillis(3));

    assertThat(series())
        .anyMatch(line -> line.matches("r2dbc_query_seconds_bucket\\{.*le=\"0.005\".*} 2"))
        .anyMatch(line ->
            line.matches("resilience4j_circuitbreaker_calls_seconds_bucket\\{.*le=\"0.01\".*} 1"))
        .noneMatch(line -> line.contains("r2dbc_thread"));
  }

  @Test
  void otherEndpoints_areNotExposed() {
    assertThat(service.management("GET", "/actuator/env", "").statusCode()).isEqualTo(404);
    assertThat(service.management("GET", "/actuator/faults", "").statusCode()).isEqualTo(404);
    assertThat(service.get("/actuator/health").statusCode()).isEqualTo(404);
  }

  @Test
  void healthGroups_answerProbes() {
    assertThat(service.management("GET", "/actuator/health/liveness", "").body())
        .contains("\"status\":\"UP\"");
    assertThat(service.management("GET", "/actuator/health/readiness", "").body())
        .contains("\"status\":\"UP\"");
  }

  private static String traceparent(String digit) {
    return "00-" + digit.repeat(32) + "-" + digit.repeat(16) + "-01";
  }

  private static List<String> requests() {
    return series().stream().filter(line -> line.startsWith("http_server_requests")).toList();
  }

  private static List<String> series() {
    Pattern comment = Pattern.compile("^#");
    return service
        .scrape()
        .lines()
        .filter(line -> !line.isBlank() && !comment.matcher(line).find())
        .toList();
  }
}
