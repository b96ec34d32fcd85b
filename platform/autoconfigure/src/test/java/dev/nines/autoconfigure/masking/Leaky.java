package dev.nines.autoconfigure.masking;

import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** A service that tells all it is told, wherever it can. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Leaky {
  /** What a client sends. */
  public record Customer(
      String userId, String password, String mail, String card, String address) {}

  @RestController
  static class Handlers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Handlers.class);

    private final Tracer tracer;
    private final WebClient client;
    private final Environment environment;

    Handlers(Tracer tracer, ObservationRegistry observations, Environment environment) {
      this.tracer = tracer;
      this.client = WebClient.builder().observationRegistry(observations).build();
      this.environment = environment;
    }

    @PostMapping("/tell")
    Mono<String> tell(ServerHttpRequest request, @RequestBody Map<String, String> body) {
      Customer customer =
          new Customer(
              body.get("user_id"),
              body.get("password"),
              body.get("mail"),
              body.get("card"),
              body.get("address"));
      HttpHeaders headers = request.getHeaders();
      String query = request.getURI().getQuery();
      log(customer, body, headers, query);
      span(customer, body, headers, query);
      return call(query);
    }

    private static void log(
        Customer customer, Map<String, String> body, HttpHeaders headers, String query) {
      String json =
          body.entrySet().stream()
              .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
              .toList()
              .toString();
      String document = "{" + json.substring(1, json.length() - 1) + "}";
      LOGGER.info("customer {}", customer);
      LOGGER.info("body {} of {}", document, body);
      LOGGER.info("user {} came", customer.userId, kv("user_id", customer.userId));
      LOGGER.info("headers {}", headers);
      LOGGER.info("GET /tell?{}", query);
      LOGGER.info("mail to {}, card {}", customer.mail, customer.card);
      LOGGER.info(
          "deep",
          kv(
              "request",
              Map.of("body", Map.of("customer", customer), "headers", headers.toSingleValueMap())));
      LOGGER.info("all", entries(new HashMap<>(body)), raw("payload", document));
      LOGGER
          .atInfo()
          .addKeyValue("card", Long.valueOf(customer.card))
          .addKeyValue("text", document)
          .log("keys");
      MDC.put("user_id", customer.userId);
      MDC.put("password", customer.password);
      MDC.put("contact", customer.mail);
      LOGGER.info("in the MDC: {}", customer.userId);
      LOGGER.error("failed", failure(customer));
      MDC.clear();
    }

    private static RuntimeException failure(Customer customer) {
      return new IllegalStateException(
          "no " + customer,
          new IllegalArgumentException(
              "password=" + customer.password + " of " + customer.mail + " with " + customer.card));
    }

    private void span(
        Customer customer, Map<String, String> body, HttpHeaders headers, String query) {
      Span span = Objects.requireNonNull(tracer.nextSpan()).name("pay of " + customer.mail).start();
      body.forEach(span::tag);
      span.tag("card", Long.parseLong(customer.card));
      span.tag("authorization", String.valueOf(headers.getFirst("Authorization")));
      span.tag("url.query", query);
      span.tag("payload", "{\"customer\":{\"user_id\":\"" + customer.userId + "\"}}");
      span.event("user " + customer.userId + " with " + customer.card);
      span.error(failure(customer));
      span.end();
    }

    private Mono<String> call(String query) {
      String port = environment.getRequiredProperty("local.server.port");
      return client
          .get()
          .uri("http://127.0.0.1:" + port + "/fail?" + query)
          .retrieve()
          .bodyToMono(String.class)
          .onErrorResume(error -> {
            LOGGER.warn("call failed: {}", error.toString());
            return Mono.just("told");
          });
    }

    @GetMapping("/fail")
    Mono<String> fail(ServerHttpRequest request) {
      return Mono.error(new IllegalStateException("cannot answer " + request.getURI()));
    }

    @GetMapping("/user")
    Mono<String> user(ServerHttpRequest request) {
      String user = String.valueOf(request.getHeaders().getFirst("X-User"));
      LOGGER.info("user {} asks", user, kv("user_id", user));
      return Mono.just("ok");
    }
  }
}
