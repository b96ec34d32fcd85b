package dev.nines.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** A service that calls itself: what is left of a caller's time, hop by hop. */
class ServiceDeadlinesTests {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Chain.class, "nines.deadline.max=30s");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void calls_areToldWhatIsLeft() {
    long left = Long.parseLong(service.get("/call", Deadline.HEADER, "20000").body());

    assertThat(left).isPositive().isLessThan(20_000);
  }

  @Test
  void callersTime_isBounded() {
    long left = Long.parseLong(service.get("/call", Deadline.HEADER, "99999999").body());

    assertThat(left).isPositive().isLessThanOrEqualTo(30_000);
  }

  @Test
  void requestWithoutOrWithABadHeader_hasNoDeadline() {
    assertThat(service.get("/call").body()).isEqualTo("none");
    assertThat(service.get("/call", Deadline.HEADER, "soon").body()).isEqualTo("none");
  }

  @Test
  void requestThatIsLate_isRefusedBeforeAnythingIsDone() {
    int worked = worked().get();
    double before = exceeded();

    assertThat(service.get("/work", Deadline.HEADER, "0").statusCode()).isEqualTo(504);

    assertThat(worked().get()).isEqualTo(worked);
    assertThat(exceeded()).isEqualTo(before + 1);
  }

  @Test
  void workThatTakesLonger_isCancelledAndAnswered504() {
    int cancelled = service.context().getBean(Chain.Handlers.class).cancelled.get();

    assertThat(service.get("/never", Deadline.HEADER, "50").statusCode()).isEqualTo(504);

    assertThat(service.context().getBean(Chain.Handlers.class).cancelled.get())
        .isEqualTo(cancelled + 1);
  }

  private static AtomicInteger worked() {
    return service.context().getBean(Chain.Handlers.class).worked;
  }

  private static double exceeded() {
    return service
        .context()
        .getBean(MeterRegistry.class)
        .get("deadline.exceeded")
        .counter()
        .count();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Chain {
    @RestController
    static class Handlers {
      private final AtomicInteger worked = new AtomicInteger();
      private final AtomicInteger cancelled = new AtomicInteger();
      private final WebClient client;
      private final Environment environment;

      Handlers(WebClient.Builder builder, Environment environment) {
        this.client = builder.build();
        this.environment = environment;
      }

      @GetMapping("/call")
      Mono<String> call() {
        String port = environment.getRequiredProperty("local.server.port");
        return client
            .get()
            .uri("http://127.0.0.1:" + port + "/told")
            .retrieve()
            .bodyToMono(String.class)
            .delaySubscription(Duration.ofMillis(2));
      }

      @GetMapping("/told")
      Mono<String> told(
          @RequestHeader(name = Deadline.HEADER, defaultValue = "none") String header) {
        return Mono.just(header);
      }

      @GetMapping("/work")
      Mono<String> work() {
        return Mono.fromSupplier(() -> "worked " + worked.incrementAndGet());
      }

      @GetMapping("/never")
      Mono<String> never() {
        return Mono.<String>never().doOnCancel(cancelled::incrementAndGet);
      }
    }
  }
}
