package dev.nines.autoconfigure.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.test.issuer.LocalIssuer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A service whose pool takes as long as the test likes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceWarmUpTests {
  private static final int ROUNDS = 20;

  private static LocalIssuer issuer;
  private static RunningService service;

  @BeforeAll
  static void start() {
    issuer = new LocalIssuer();
    service =
        RunningService.start(
            Cold.class,
            "nines.security.enabled=true",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
            "nines.warm-up.rounds=" + ROUNDS,
            "nines.warm-up.requests[0].path=/hot",
            "nines.warm-up.requests[1].path=/broken",
            "nines.warm-up.requests[2].path=/echo",
            "nines.warm-up.requests[2].method=POST",
            "nines.warm-up.requests[2].body=äöü",
            "nines.warm-up.requests[2].headers.Content-Type=text/plain;charset=UTF-8",
            "nines.warm-up.requests[3].path=/guarded",
            "nines.warm-up.requests[3].headers.Authorization=Bearer nobodys");
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @Test
  @Order(1)
  void cold_itIsAliveAndNotReady_andKnowsItsOwnPassOnly() {
    assertThat(service.management("GET", "/warmup", "").statusCode()).isEqualTo(503);
    assertThat(service.management("GET", "/actuator/health/readiness", "").statusCode())
        .isEqualTo(503);
    assertThat(service.management("GET", "/actuator/health/liveness", "").statusCode())
        .isEqualTo(200);
    assertThat(service.get("/hot").statusCode()).isEqualTo(401);
    assertThat(service.get("/hot", WarmUpPass.HEADER, "guessed").statusCode()).isEqualTo(401);
    assertThat(hot()).isZero();
  }

  @Test
  @Order(2)
  void warm_itIsReady_andNobodyCanTellThatItWasBusy() {
    service.context().getBean(Cold.Pool.class).filled.tryEmitEmpty();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.management("GET", "/warmup", "").statusCode() == 200);
    assertThat(service.management("GET", "/actuator/health/readiness", "").statusCode())
        .isEqualTo(200);
    Cold.Handlers handlers = service.context().getBean(Cold.Handlers.class);
    assertThat(hot()).isEqualTo(ROUNDS);
    assertThat(handlers.echoed).hasValue(ROUNDS * 3);
    // Some were under way when the first had failed.
    assertThat(handlers.broken).hasValueBetween(1, 4);
    assertThat(handlers.guarded).hasValue(0);
    assertThat(service.scrape())
        .contains("uri=\"UNKNOWN\"")
        .doesNotContain("uri=\"/hot\"", "uri=\"/echo\"", "uri=\"/broken\"");
  }

  @Test
  @Order(3)
  void pass_isWorthNothingAfterwards() {
    String secret = service.context().getBean(WarmUpPass.class).secret();

    assertThat(service.get("/hot", WarmUpPass.HEADER, secret).statusCode()).isEqualTo(401);
  }

  private static int hot() {
    return service.context().getBean(Cold.Handlers.class).hot.get();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Cold {
    @Component
    static class Pool implements WarmUpTask {
      private final Sinks.Empty<Void> filled = Sinks.empty();

      @Override
      public String name() {
        return "pool";
      }

      @Override
      public Mono<Void> run() {
        return filled.asMono().then(Mono.error(new IllegalStateException("leaks")));
      }
    }

    @RestController
    static class Handlers {
      private final AtomicInteger hot = new AtomicInteger();
      private final AtomicInteger broken = new AtomicInteger();
      private final AtomicInteger echoed = new AtomicInteger();
      private final AtomicInteger guarded = new AtomicInteger();

      @GetMapping("/hot")
      Mono<String> hot() {
        return Mono.just("" + hot.incrementAndGet());
      }

      @GetMapping("/broken")
      Mono<String> broken() {
        broken.incrementAndGet();
        return Mono.error(new ResponseStatusException(HttpStatus.BAD_GATEWAY));
      }

      @PostMapping("/echo")
      Mono<String> echo(@RequestBody String text) {
        echoed.addAndGet(text.length());
        return Mono.just(text);
      }

      @GetMapping("/guarded")
      Mono<String> guarded() {
        guarded.incrementAndGet();
        return Mono.just("in");
      }
    }
  }
}
