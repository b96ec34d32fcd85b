package dev.nines.autoconfigure.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nines.autoconfigure.app.RunningService;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServiceProblemTests {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Shop.class, "spring.webflux.problemdetails.enabled=false");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void bodyOfAnotherShape_isToldByItsFields_andNamesNoClass() {
    HttpResponse<String> answer =
        service.send("POST", "/things", "{\"size\":\"large\"}", "Content-Type", "application/json");

    JsonNode problem = problem(answer, 400, "/things");
    assertThat(problem.path("detail").asString()).isEqualTo("1 field is invalid: size.");
    assertThat(problem.at("/errors/0/field").asString()).isEqualTo("size");
    assertThat(problem.at("/errors/0/message").asString()).isEqualTo("must be a whole number");
    assertThat(answer.body()).doesNotContain("dev.nines", "Exception");
  }

  @Test
  void bodyThatIsNoJson_isToldByItsPlace() {
    HttpResponse<String> answer =
        service.send("POST", "/things", "{\"size\":", "Content-Type", "application/json");

    assertThat(problem(answer, 400, "/things").path("detail").asString())
        .startsWith("The body is not valid JSON (line 1, column ");
  }

  @Test
  void parameterOfTheWrongType_isNamed() {
    JsonNode problem = problem(service.get("/things/7"), 400, "/things/7");

    assertThat(problem.at("/errors/0/field").asString()).isEqualTo("id");
    assertThat(problem.at("/errors/0/message").asString()).isEqualTo("must be a UUID");
  }

  @Test
  void unknownPath_isAProblemToo() {
    JsonNode problem = problem(service.get("/nothing"), 404, "/nothing");

    assertThat(problem.path("detail").asString()).isEqualTo("There is nothing here.");
  }

  @Test
  void failure_tellsNothingOfItself() {
    HttpResponse<String> answer = service.get("/failing");

    JsonNode problem = problem(answer, 500, "/failing");
    assertThat(problem.path("detail").asString())
        .isEqualTo("Something went wrong on our side. Try again.");
    assertThat(answer.body()).doesNotContain("insides");
  }

  /**
   * The MDC has it only where contexts are restored at each operator, which a service may forgo.
   */
  @Test
  void lineOfAFailure_namesTheTraceItself() {
    String trace = "c".repeat(32);
    Logger logger = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      for (String path : List.of("/failing", "/busy")) {
        service.get(path, "traceparent", "00-" + trace + "-" + "d".repeat(16) + "-01");
      }
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(List.copyOf(lines.list))
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line.getKeyValuePairs())
                .anySatisfy(pair -> {
                  assertThat(pair.key).isEqualTo("trace_id");
                  assertThat(pair.value).isEqualTo(trace);
                })
                .anySatisfy(pair -> assertThat(pair.key).isEqualTo("span_id")));
  }

  @Test
  void serviceOwnAnswers_keepTheirHeaders() {
    HttpResponse<String> answer = service.get("/busy");

    problem(answer, 503, "/busy");
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void exceptionOfALibrary_isWhatTheServiceSaysThatItIs() {
    HttpResponse<String> answer = service.get("/warehouse");

    JsonNode problem = problem(answer, 409, "/warehouse");
    assertThat(problem.path("detail").asString()).isEqualTo("It is sold out.");
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void handlerOfTheServiceItself_takesOurPlace() {
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(JacksonAutoConfiguration.class, ProblemAutoConfiguration.class))
        .run(context -> assertThat(context).hasSingleBean(ProblemHandler.class));
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(JacksonAutoConfiguration.class, ProblemAutoConfiguration.class))
        .withUserConfiguration(OwnHandler.class)
        .run(context -> assertThat(context).doesNotHaveBean(ProblemHandler.class));
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String path) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString())
        .isEqualTo(HttpStatus.valueOf(status).getReasonPhrase());
    assertThat(problem.path("instance").asString()).isEqualTo(path);
    return problem;
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnHandler {
    @Bean
    ErrorWebExceptionHandler own() {
      return (_, error) -> Mono.error(error);
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Shop {
    record Thing(int size) {}

    @RestController
    static class Things {
      @PostMapping("/things")
      Map<String, Integer> take(@RequestBody Thing thing) {
        return Map.of("size", thing.size());
      }

      @GetMapping("/things/{id}")
      String find(@PathVariable UUID id) {
        return id.toString();
      }

      @GetMapping("/failing")
      Mono<String> failing() {
        return Mono.error(new IllegalStateException("our insides"));
      }

      @GetMapping("/busy")
      Mono<String> busy() {
        return Mono.error(new Busy());
      }

      @GetMapping("/warehouse")
      Mono<String> warehouse() {
        return Mono.error(new NoSuchElementException("shelf 7"));
      }
    }

    @Bean
    ProblemTranslator soldOut() {
      return error ->
          Optional.of(error)
              .filter(NoSuchElementException.class::isInstance)
              .map(cause ->
                  ErrorResponse.builder(cause, HttpStatus.CONFLICT, "It is sold out.")
                      .header("Retry-After", "60")
                      .build());
    }

    @SuppressWarnings("serial")
    static final class Busy extends ResponseStatusException {
      Busy() {
        super(HttpStatus.SERVICE_UNAVAILABLE, "Too busy.");
      }

      @Override
      public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Retry-After", "7");
        return headers;
      }
    }
  }
}
