package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedSpanTests {
  private static final SpanContext OTHER =
      SpanContext.create(
          "a".repeat(32), "b".repeat(16), TraceFlags.getSampled(), TraceState.getDefault());

  private final Mask mask =
      Masks.traces("span.enduser.id redact", "headers.x-tenant redact", "body.zip partial");

  @Test
  void everyPartOfASpan_isMasked() {
    SpanData span =
        masked(told ->
            told.setAttribute("enduser.id", "u-4711")
                .setAttribute("password", "hunter2")
                .setAttribute("http.request.header.x-tenant", "t-1")
                .setAttribute("http.request.header.authorization", "Basic x")
                .setAttribute(
                    AttributeKey.stringArrayKey("http.response.header.set-cookie"),
                    List.of("a=b", "c=d"))
                .setAttribute("payload", "{\"zip\":\"abcd12345678\"}")
                .setAttribute("card", 4111111111111111L)
                .setAttribute(AttributeKey.longArrayKey("pins"), List.of(1L, 2L))
                .setAttribute("count", 3)
                .setAttribute("ok", true)
                .addEvent(
                    "mail to bob@a.example", Attributes.of(AttributeKey.stringKey("secret"), "s-1"))
                .recordException(new IllegalStateException("u-4711 has token=abc"))
                .addLink(OTHER, Attributes.of(AttributeKey.stringKey("api_key"), "k-1"))
                .setStatus(StatusCode.ERROR, "no u-4711, 4111-1111-1111-1111")
                .updateName("GET /users/u-4711"));

    assertThat(span.getName()).isEqualTo("GET /users/***");
    assertThat(span.getStatus().getDescription()).isEqualTo("no ***, ***1111");
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("enduser.id"), "***")
        .containsEntry(AttributeKey.stringKey("http.request.header.x-tenant"), "***")
        .containsEntry(
            AttributeKey.stringArrayKey("http.response.header.set-cookie"), List.of("***", "***"))
        .containsEntry(AttributeKey.stringKey("payload"), "{\"zip\":\"***678\"}")
        .containsEntry(AttributeKey.stringKey("card"), "***1111")
        .containsEntry(AttributeKey.longArrayKey("pins"), List.of(1L, 2L))
        .containsEntry(AttributeKey.longKey("count"), 3L)
        .containsEntry(AttributeKey.booleanKey("ok"), true);
    assertThat(span.toString() + span.getAttributes() + span.getEvents() + span.getLinks())
        .contains("exception.stacktrace")
        .doesNotContain("hunter2", "Basic x", "bob@a", "s-1", "token=abc", "k-1");
    assertThat(span.getEvents().toString()).doesNotContain("u-4711");
    assertThat(span.getLinks())
        .singleElement()
        .satisfies(link ->
            assertThat(link.getAttributes().asMap())
                .containsExactly(Map.entry(AttributeKey.stringKey("api_key"), "***")));
  }

  @ParameterizedTest
  @CsvSource({
    "http.url, https://h/p?a=1&b=x%20y, https://h/p?a=***&b=***",
    "url.full, https://u:p@h/p?secret#top, https://***@h/p?***",
    "url.query, a=1&flag, a=***&***",
    "http.uri, /p, /p",
    "url.path, /users/bob%40a.example, /users/***",
  })
  void queriesOfUrls_areHidden(String name, String url, String hidden) {
    SpanData span = masked(told -> told.setAttribute(name, url));

    assertThat(span.getAttributes().get(AttributeKey.stringKey(name))).isEqualTo(hidden);
  }

  @Test
  void whatIsNoSecret_staysAsItIs() {
    Attributes attributes =
        Attributes.of(
            AttributeKey.stringKey("http.route"),
            "/orders/{id}",
            AttributeKey.doubleKey("ratio"),
            0.5,
            AttributeKey.stringArrayKey("tags"),
            List.of("a", "b"));

    SpanData span = masked(told -> told.setAllAttributes(attributes));

    assertThat(span.getAttributes()).isEqualTo(attributes);
    assertThat(span.getName()).isEqualTo("work");
  }

  private SpanData masked(Consumer<io.opentelemetry.api.trace.Span> tell) {
    List<SpanData> exported = new ArrayList<>();
    Mask inForce = mask;
    SpanExporter exporter =
        new SpanExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            spans.forEach(span -> exported.add(MaskedSpan.of(span, inForce)));
            return CompletableResultCode.ofSuccess();
          }

          @Override
          public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
          }

          @Override
          public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
          }
        };
    try (SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()) {
      var span = tracers.get("test").spanBuilder("work").startSpan();
      tell.accept(span);
      span.end();
    }
    return exported.getFirst();
  }
}
