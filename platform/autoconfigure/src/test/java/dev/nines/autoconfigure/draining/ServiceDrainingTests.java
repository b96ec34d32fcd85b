package dev.nines.autoconfigure.draining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class ServiceDrainingTests {
  @Test
  void stoppingService_isNotReady_stillAnswers_andFinishesWhatIsInFlight() {
    RunningService service = RunningService.start(Slow.class, "nines.draining.delay=10s");
    Slow.Handlers handlers = service.context().getBean(Slow.Handlers.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var inFlight = CompletableFuture.supplyAsync(() -> service.get("/held"), threads);
      Awaitility.await().until(() -> handlers.begun.get() == 1);

      var stopping = CompletableFuture.runAsync(() -> service.context().close(), threads);

      Awaitility.await()
          .untilAsserted(() ->
              assertThat(service.management("GET", "/actuator/health/readiness", "").statusCode())
                  .isEqualTo(503));
      assertThat(service.get("/quick").statusCode()).isEqualTo(200);
      handlers.release.tryEmitEmpty();
      HttpResponse<String> answer = inFlight.orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(answer.statusCode()).isEqualTo(200);
      stopping.orTimeout(60, TimeUnit.SECONDS).join();
    }
    service.close();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Slow {
    @RestController
    static class Handlers {
      private final AtomicInteger begun = new AtomicInteger();
      private final Sinks.Empty<String> release = Sinks.empty();

      @GetMapping("/held")
      Mono<String> held() {
        begun.incrementAndGet();
        return release.asMono().defaultIfEmpty("done");
      }

      @GetMapping("/quick")
      Mono<String> quick() {
        return Mono.just("quick");
      }
    }
  }
}
