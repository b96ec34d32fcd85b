package dev.nines.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.security.Principal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

class ServiceRateLimitTests {
  private RunningService service;

  @BeforeEach
  void start() {
    service =
        RunningService.start(
            WithLogin.class,
            "nines.rate-limit.enabled=true",
            "nines.rate-limit.requests=3",
            "nines.rate-limit.period=1h",
            "nines.rate-limit.clients=50",
            "nines.rate-limit.trusted-proxies=127.0.0.1");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void clientBeyondItsAllowance_isToldWhenToComeBack() {
    HttpResponse<String> first = service.get("/ping");
    service.get("/ping");
    service.get("/ping");
    HttpResponse<String> fourth = service.get("/ping");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"default\";q=3;w=3600");
    assertThat(first.headers().firstValue("RateLimit").orElse("")).startsWith("\"default\";r=2;t=");
    assertThat(fourth.statusCode()).isEqualTo(429);
    assertThat(fourth.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(fourth.headers().firstValue("RateLimit").orElse(""))
        .startsWith("\"default\";r=0;t=");
    assertThat(Long.parseLong(fourth.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 1_200L);
    assertThat(rejected()).isEqualTo(1);
  }

  @Test
  void clients_haveAllowancesOfTheirOwn_byLoginBeforeAddress() {
    for (int i = 0; i < 3; i++) {
      assertThat(service.get("/ping", "X-Login", "ann").statusCode()).isEqualTo(200);
    }

    assertThat(
            service.get("/ping", "X-Login", "ann", "X-Forwarded-For", "203.0.113.1").statusCode())
        .isEqualTo(429);
    assertThat(service.get("/ping", "X-Login", "ben").statusCode()).isEqualTo(200);
    assertThat(service.get("/ping", "X-Forwarded-For", "203.0.113.1").statusCode()).isEqualTo(200);
  }

  @Test
  void rememberedClients_areBounded() {
    for (int i = 0; i < 400; i++) {
      service.get("/ping", "X-Forwarded-For", "203.0.%d.%d".formatted(i / 200, i % 200));
    }

    MeterRegistry meters = service.context().getBean(MeterRegistry.class);
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(meters.get("rate.limit.clients").gauge().value()).isLessThanOrEqualTo(60));
  }

  @Test
  void byDefault_thereIsNoLimit() {
    try (RunningService plain = RunningService.start(Shop.class)) {
      assertThat(plain.get("/ping").headers().firstValue("RateLimit")).isEmpty();
    }
  }

  private double rejected() {
    return service
        .context()
        .getBean(MeterRegistry.class)
        .get("rate.limit.rejected")
        .counter()
        .count();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Shop.class)
  static class WithLogin {
    /** As Spring Security's filters do, at their place. */
    @Bean
    @Order(-100)
    WebFilter login() {
      return (exchange, chain) -> {
        String name = exchange.getRequest().getHeaders().getFirst("X-Login");
        if (name == null) {
          return chain.filter(exchange);
        }
        Principal principal = () -> name;
        return chain.filter(exchange.mutate().principal(Mono.just(principal)).build());
      };
    }
  }
}
