package dev.nines.autoconfigure.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The service that these tests start: as little as an author would write. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Shop {
  @RestController
  static class Handlers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Handlers.class);
    private final Counter bought;

    Handlers(MeterRegistry meters) {
      this.bought = meters.counter("shop.purchases", "status", "success");
    }

    @GetMapping("/items/{id}")
    Mono<String> item(@PathVariable String id) {
      return Mono.just(id);
    }

    @GetMapping("/hops")
    Mono<String> hops() {
      LOGGER.info("hop 1");
      return Mono.delay(Duration.ofMillis(1))
          .doOnNext(_ -> LOGGER.info("hop 2"))
          .publishOn(Schedulers.boundedElastic())
          .doOnNext(_ -> LOGGER.info("hop 3"))
          .flatMap(
              _ -> Mono.fromRunnable(() -> LOGGER.info("hop 4")).subscribeOn(Schedulers.parallel()))
          .thenReturn("hopped");
    }

    @GetMapping("/say")
    Mono<String> say(@RequestParam String text) {
      LOGGER.atInfo().addKeyValue("text", text).log("said {}", text);
      return Mono.just("ok");
    }

    @PostMapping("/purchases")
    Mono<String> buy() {
      return Mono.fromSupplier(() -> {
        bought.increment();
        return "bought";
      });
    }

    @PostMapping("/notes")
    Mono<Integer> note(@RequestBody Mono<String> text) {
      return text.map(String::length);
    }

    @GetMapping("/ping")
    Mono<String> ping() {
      return Mono.just("pong");
    }
  }

  @RestControllerAdvice
  static class Problems {
    @ExceptionHandler
    ProblemDetail any(RuntimeException error) {
      ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
      problem.setDetail("shop: " + error.getMessage());
      return problem;
    }
  }
}
