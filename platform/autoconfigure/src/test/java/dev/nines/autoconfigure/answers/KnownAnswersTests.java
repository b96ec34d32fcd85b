package dev.nines.autoconfigure.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Flux;

/** Every answer is the same as Spring's, the first time and later. */
class KnownAnswersTests {
  private static final AtomicInteger SEARCHES = new AtomicInteger();

  private static AnnotationConfigReactiveWebApplicationContext spring;
  private static AnnotationConfigReactiveWebApplicationContext ours;

  /** Says how often an encoder is looked for. */
  private static final class Counting extends AbstractEncoder<Object> {
    Counting() {
      super(MimeType.valueOf("application/x-never"));
    }

    @Override
    public boolean canEncode(ResolvableType type, MimeType mimeType) {
      SEARCHES.incrementAndGet();
      return false;
    }

    @Override
    public Flux<DataBuffer> encode(
        Publisher<?> values,
        DataBufferFactory buffers,
        ResolvableType type,
        MimeType mimeType,
        Map<String, Object> hints) {
      return Flux.error(new UnsupportedOperationException());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import(Handlers.class)
  static class App implements WebFluxConfigurer {
    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
      codecs.customCodecs().register(new Counting());
    }

    @Override
    public void addErrorResponseInterceptors(List<ErrorResponse.Interceptor> interceptors) {
      interceptors.add((problem, _) -> problem.setProperty("intercepted", true));
    }
  }

  record Answer(int status, Map<String, List<String>> headers, String body) {}

  @BeforeAll
  static void start() {
    spring = context(App.class);
    ours = context(App.class, AnswersAutoConfiguration.class);
  }

  private static AnnotationConfigReactiveWebApplicationContext context(Class<?>... own) {
    AnnotationConfigReactiveWebApplicationContext context =
        new AnnotationConfigReactiveWebApplicationContext();
    context.register(own);
    context.register(
        JacksonAutoConfiguration.class,
        CodecsAutoConfiguration.class,
        WebFluxAutoConfiguration.class,
        HttpHandlerAutoConfiguration.class);
    context.refresh();
    return context;
  }

  @AfterAll
  static void stop() {
    spring.close();
    ours.close();
  }

  @BeforeEach
  void forget() {
    SEARCHES.set(0);
  }

  static Stream<Arguments> answer_isSprings() {
    return Stream.of(
            "text",
            "any-text",
            "two",
            "thing",
            "short",
            "later",
            "none",
            "null",
            "void",
            "object",
            "object-text",
            "box",
            "list",
            "stream",
            "future",
            "bytes",
            "resource",
            "problem",
            "entity",
            "entity-of-any",
            "entity-typed",
            "entity-later",
            "preset",
            "fails",
            "nowhere")
        .flatMap(path ->
            Stream.of(
                    "",
                    "*/*",
                    "application/json",
                    "text/plain",
                    "text/plain;q=0.5, application/json;q=0.9",
                    "text/html, application/*;q=0.8",
                    "application/x-ndjson",
                    "application/json;charset=ISO-8859-1",
                    "text/event-stream",
                    "image/png",
                    "not a media type")
                .map(accept -> arguments(path, accept)));
  }

  @ParameterizedTest(name = "/{0}, Accept: {1}")
  @MethodSource
  void answer_isSprings(String path, String accept) {
    Object expected = answer(spring, path, accept);

    for (int time = 0; time < 3; time++) {
      assertThat(answer(ours, path, accept)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("looksOnce")
  void alike_isLookedForOnce(String path) {
    Object first = answer(ours, path, "application/json, text/plain;q=0.1");
    SEARCHES.set(0);

    assertThat(answer(ours, path, "application/json, text/plain;q=0.1")).isEqualTo(first);
    assertThat(SEARCHES).hasValue(0);
    answer(spring, path, "application/json, text/plain;q=0.1");
    assertThat(SEARCHES).hasPositiveValue();
  }

  static Stream<String> looksOnce() {
    return Stream.of(
        "text",
        "any-text",
        "two",
        "thing",
        "short",
        "later",
        "none",
        "object",
        "box",
        "list",
        "entity",
        "entity-of-any",
        "entity-later");
  }

  @Test
  void whatCannotBeWritten_failsAsInSpring() {
    for (int time = 0; time < 2; time++) {
      assertThat(answer(ours, "cannot-be-written", "*/*"))
          .isEqualTo(answer(spring, "cannot-be-written", "*/*"));
    }
  }

  @Test
  void beyondItsRoom_looksEachTimeAsSpringDoes() {
    try (AnnotationConfigReactiveWebApplicationContext full =
        context(App.class, AnswersAutoConfiguration.class)) {
      for (int made = 0; made < 500; made++) {
        answer(full, "thing", "application/json, text/x-" + made);
      }
      SEARCHES.set(0);

      answer(full, "thing", "application/json, text/x-7");
      assertThat(SEARCHES).hasValue(0);
      Object expected = answer(spring, "thing", "application/json, text/x-late");
      for (int time = 0; time < 2; time++) {
        SEARCHES.set(0);
        assertThat(answer(full, "thing", "application/json, text/x-late")).isEqualTo(expected);
        assertThat(SEARCHES).hasPositiveValue();
      }
    }
  }

  @Test
  void whatAcceptsMuch_isNotRemembered() {
    String much = "application/json, text/x-" + "a".repeat(300);
    Object expected = answer(spring, "thing", much);
    for (int time = 0; time < 2; time++) {
      SEARCHES.set(0);
      assertThat(answer(ours, "thing", much)).isEqualTo(expected);
      assertThat(SEARCHES).hasPositiveValue();
    }
  }

  /** An {@link Answer}, or what went wrong. */
  private static Object answer(
      AnnotationConfigReactiveWebApplicationContext context, String path, String accept) {
    MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/" + path);
    if (!accept.isEmpty()) {
      request = request.header("Accept", accept);
    }
    MockServerHttpResponse response = new MockServerHttpResponse();
    try {
      context.getBean(HttpHandler.class).handle(request.build(), response).block();
    } catch (RuntimeException e) {
      return Objects.toString(e.getMessage());
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.getHeaders().forEach(headers::put);
    return new Answer(
        Objects.requireNonNullElse(response.getStatusCode(), HttpStatus.OK).value(),
        headers,
        Objects.requireNonNullElse(response.getBodyAsString().block(), ""));
  }
}
