package dev.nines.gateway.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/**
 * An upstream that tells an event at once, and the next when any other answer had been given up.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "gateway.upstream.timeout=500ms"})
class EventStreamTests {
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final AtomicReference<String> RESUMED_AFTER = new AtomicReference<>("");

  private static final DisposableServer UPSTREAM =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .route(routes ->
              routes.get(
                  "/orders/events",
                  (request, response) -> {
                    RESUMED_AFTER.set(request.requestHeaders().get("Last-Event-ID", ""));
                    return response
                        .sse()
                        .send(
                            Flux.concat(
                                    Mono.just("id: 1-1\ndata: a\n\n"),
                                    Mono.delay(SILENCE).map(_ -> "id: 1-2\ndata: b\n\n"))
                                .map(event -> Unpooled.copiedBuffer(event, UTF_8)),
                            _ -> true);
                  }))
          .bindNow();

  @Autowired private MeterRegistry meters;

  @Value("${local.server.port}")
  private int port;

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry registry) {
    registry.add("NINES_ORDER_URL", () -> "http://127.0.0.1:" + UPSTREAM.port());
  }

  @AfterAll
  static void stop() {
    UPSTREAM.disposeNow();
  }

  @Test
  void eventStream_mayBeSilentForLongerThanAnAnswer_andIsNoRequestOfTheSlos() {
    FluxExchangeResult<String> stream =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .build()
            .get()
            .uri("/api/orders/events")
            .header("Last-Event-ID", "1-0")
            .accept(MediaType.TEXT_EVENT_STREAM)
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(String.class);

    StepVerifier.create(stream.getResponseBody())
        .expectNext("a", "b")
        .expectComplete()
        .verify(Duration.ofSeconds(60));
    assertThat(RESUMED_AFTER).hasValue("1-0");
    assertThat(meters.find("http.server.requests").timers())
        .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("events"));
  }
}
