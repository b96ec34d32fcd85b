package dev.nines.autoconfigure.overload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A service with room for two requests, both of which take until the test says so. */
class ServiceOverloadTests {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Held.class,
            "nines.overload.minimum=2",
            "nines.overload.initial=2",
            "nines.overload.maximum=2");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void requestsBeyondTheLimit_areShedAndCounted_andProbesAreNot() {
    Held.Handlers handlers = service.context().getBean(Held.Handlers.class);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = CompletableFuture.supplyAsync(() -> service.get("/held"), clients);
      var second = CompletableFuture.supplyAsync(() -> service.get("/held"), clients);
      Awaitility.await().until(() -> value("overload.in.flight") == 2);

      HttpResponse<String> third = service.get("/held");

      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).contains("1");
      assertThat(third.headers().firstValue("x-envoy-overloaded")).contains("true");
      assertThat(third.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(third.body()).startsWith("{\"title\":\"Service Unavailable\",\"status\":503,");
      assertThat(service.management("GET", "/actuator/health/readiness", "").statusCode())
          .isEqualTo(200);
      assertThat(service.get("/livez").statusCode()).isEqualTo(404);
      assertThat(value("overload.rejected")).isEqualTo(1);

      handlers.release.tryEmitEmpty();
      assertThat(first.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(200);
      assertThat(second.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(200);
    }

    // A shed request is an error that users saw, and has to be in the SLO's count.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(service.scrape())
                .containsPattern("http_server_requests_seconds_count\\{[^}]*status=\"503\""));
    assertThat(service.get("/held").statusCode()).isEqualTo(200);
    Awaitility.await().until(() -> value("overload.in.flight") == 0);
    assertThat(value("overload.limit")).isEqualTo(2);
  }

  @Test
  void eventStream_holdsNoPlaceOnceItHasBegun() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpRequest request =
          HttpRequest.newBuilder(service.uri("/stream"))
              .header("Accept", "text/event-stream")
              .build();
      HttpResponse<InputStream> stream = client.send(request, BodyHandlers.ofInputStream());
      BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8));

      assertThat(lines.readLine()).isEqualTo("data:first");
      assertThat(value("overload.in.flight")).isZero();

      service.context().getBean(Held.Handlers.class).next.tryEmitEmpty();
      var rest = CompletableFuture.supplyAsync(() -> lines.lines().toList(), clients);
      assertThat(rest.get(20, TimeUnit.SECONDS)).contains("data:last");
      assertThat(value("overload.in.flight")).isZero();
    }
  }

  private static double value(String meter) {
    return service
        .context()
        .getBean(MeterRegistry.class)
        .get(meter)
        .meter()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Held {
    @RestController
    static class Handlers {
      private final Sinks.Empty<String> release = Sinks.empty();

      private final Sinks.Empty<String> next = Sinks.empty();

      @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
      Flux<String> stream() {
        return Flux.concat(Mono.just("first"), next.asMono(), Mono.just("last"));
      }

      @GetMapping("/held")
      Mono<String> held() {
        return release.asMono().defaultIfEmpty("done");
      }
    }
  }
}
