package dev.nines.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

class RequestConventionTests {
  private static final String NAME = "http.server.requests";

  private final DefaultServerRequestObservationConvention springs =
      new DefaultServerRequestObservationConvention(NAME);
  private final RequestConvention ours = new RequestConvention(NAME);

  @Test
  void allRequests_areNamedAsSpringDoes_howeverOftenAndInWhichOrder() {
    List<ServerRequestObservationContext> all = all();

    assertThat(all).hasSizeGreaterThan(500);
    for (int round = 0; round < 2; round++) {
      assertThat(all)
          .allSatisfy(request -> {
            assertThat(ours.getLowCardinalityKeyValues(request))
                .isEqualTo(springs.getLowCardinalityKeyValues(request));
            assertThat(ours.getContextualName(request))
                .isEqualTo(springs.getContextualName(request));
          });
    }
  }

  @Test
  void requestsThatAreAlike_shareTheirNames() {
    assertThat(ours.getLowCardinalityKeyValues(request("GET", "/items/{id}", 200)))
        .isSameAs(ours.getLowCardinalityKeyValues(request("GET", "/items/{id}", 200)))
        .isNotSameAs(ours.getLowCardinalityKeyValues(request("GET", "/items/{id}", 404)));
  }

  @Test
  void methodsThatClientsMakeUp_takeNoRoom() {
    for (int i = 0; i < 5_000; i++) {
      ours.getLowCardinalityKeyValues(request("HOSTILE" + i, "/items/{id}", 405));
    }

    requestsThatAreAlike_shareTheirNames();
  }

  @Test
  void moreThanThereIsRoomFor_areNamedAnyway() {
    for (int i = 0; i < 5_000; i++) {
      ours.getLowCardinalityKeyValues(request("GET", "/" + i, 200));
    }

    ServerRequestObservationContext request = request("GET", "/items/{id}", 200);
    assertThat(ours.getLowCardinalityKeyValues(request))
        .isEqualTo(springs.getLowCardinalityKeyValues(request))
        .isNotSameAs(ours.getLowCardinalityKeyValues(request));
  }

  @Test
  void onlyASampledSpan_takesThePath() {
    ServerRequestObservationContext request = request("GET", "/items/{id}", 200);
    assertThat(ours.getHighCardinalityKeyValues(request)).isEmpty();

    request.put(TracingContext.class, tracing(Span.NOOP));
    assertThat(ours.getHighCardinalityKeyValues(request)).isEmpty();

    request.put(TracingContext.class, tracing(sampled()));
    assertThat(ours.getHighCardinalityKeyValues(request))
        .containsExactly(KeyValue.of("http.url", "/items/1"));
  }

  private static Span sampled() {
    return new OtelTracer(
            SdkTracerProvider.builder().build().get("test"), new OtelCurrentTraceContext(), _ -> {})
        .nextSpan()
        .start();
  }

  private static TracingContext tracing(Span span) {
    TracingContext tracing = new TracingContext();
    tracing.setSpan(span);
    return tracing;
  }

  private static List<ServerRequestObservationContext> all() {
    List<ServerRequestObservationContext> all = new ArrayList<>();
    for (String method : List.of("GET", "POST", "TRACE", "HOSTILE")) {
      for (@Nullable String route : Arrays.asList(null, "", "/items/{id}")) {
        for (@Nullable Integer status : Arrays.asList(null, 200, 204, 299, 302, 404, 503)) {
          for (int state = 0; state < 8; state++) {
            all.add(request(method, route, status, state));
          }
        }
      }
    }
    return all;
  }

  private static ServerRequestObservationContext request(
      String method, @Nullable String route, @Nullable Integer status) {
    return request(method, route, status, 1);
  }

  /**
   * @param state by bits: committed, aborted, failed
   */
  private static ServerRequestObservationContext request(
      String method, @Nullable String route, @Nullable Integer status, int state) {
    MockServerHttpResponse response = new MockServerHttpResponse();
    if (status != null) {
      response.setStatusCode(HttpStatusCode.valueOf(status));
    }
    if ((state & 1) != 0) {
      response.setComplete().block();
    }
    ServerRequestObservationContext context =
        new ServerRequestObservationContext(
            MockServerHttpRequest.method(HttpMethod.valueOf(method), "/items/1").build(),
            response,
            new HashMap<>());
    context.setPathPattern(route);
    context.setConnectionAborted((state & 2) != 0);
    if ((state & 4) != 0) {
      context.setError(new IllegalStateException("test"));
    }
    return context;
  }
}
