package dev.nines.autoconfigure.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ServiceTracesTests {
  private static final String TRACE = "e".repeat(32);
  private static final String PARENT = "f".repeat(16);

  @Test
  void spans_reachTheCollector_withTheirResourceAndParent() throws IOException {
    KeptSpans spans = new KeptSpans();
    try (OtlpReceiver collector = new OtlpReceiver(0, spans);
        RunningService service =
            RunningService.start(
                Shop.class,
                "nines.otlp.endpoint=" + collector.endpoint(),
                "nines.env=test",
                "nines.version=1.2.3",
                "management.opentelemetry.tracing.export.schedule-delay=50ms")) {
      service.get("/items/1", "traceparent", "00-" + TRACE + "-" + PARENT + "-01");
      service.management("GET", "/actuator/health", "");
      await().until(() -> !spans.all().isEmpty());

      assertThat(spans.all())
          .singleElement()
          .satisfies(span -> {
            assertThat(span.resource())
                .containsEntry("service.name", "shop")
                .containsEntry("service.version", "1.2.3")
                .containsEntry("deployment.environment.name", "test");
            assertThat(span.span().getName()).isEqualTo("http get /items/{id}");
            assertThat(span.isServer()).isTrue();
            assertThat(span.traceId()).isEqualTo(TRACE);
            assertThat(span.parentId()).isEqualTo(PARENT);
          });
      await().until(() -> spans(service, "exported") == 1);
      assertThat(spans(service, "dropped")).isZero();
    }
  }

  @Test
  void withoutAnEndpoint_requestsHaveTraces_butNothingIsExported() {
    try (RunningService service = RunningService.start(Shop.class, "nines.otlp.endpoint=")) {
      assertThat(service.get("/items/1").statusCode()).isEqualTo(200);

      assertThat(spans(service, "exported") + spans(service, "failed")).isZero();
      await().until(() -> service.scrape().contains("# {span_id="));
    }
  }

  @Test
  void aMissingCollector_isCountedInSilence(CapturedOutput output) throws IOException {
    try (RunningService service =
        RunningService.start(
            Shop.class,
            "nines.otlp.endpoint=http://127.0.0.1:" + closedPort() + "/v1/traces",
            "management.opentelemetry.tracing.export.schedule-delay=50ms")) {
      service.get("/items/1");

      await().atMost(Duration.ofSeconds(20)).until(() -> spans(service, "failed") == 1);
    }

    assertThat(output).doesNotContain("\"warn\"").doesNotContain("\"error\"");
  }

  @Test
  void aCollectorThatNeverAnswers_costsTheRequestsNothing_andTheShutdownLittle(
      CapturedOutput output) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      RunningService service =
          RunningService.start(
              Shop.class,
              "nines.otlp.endpoint=http://127.0.0.1:" + silent.getLocalPort() + "/v1/traces",
              "management.opentelemetry.tracing.export.schedule-delay=50ms",
              "management.opentelemetry.tracing.export.max-queue-size=16",
              "management.opentelemetry.tracing.export.max-batch-size=4");
      for (int i = 0; i < 60; i++) {
        assertThat(service.get("/items/" + i).statusCode()).isEqualTo(200);
      }
      assertThat(spans(service, "dropped")).isGreaterThan(20).isLessThan(60);

      Instant closing = Instant.now();
      service.close();

      assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }
    assertThat(output).doesNotContain("\"warn\"").doesNotContain("\"error\"");
  }

  private static double spans(RunningService service, String outcome) {
    Matcher matcher =
        Pattern.compile("nines_spans_total\\{[^}]*outcome=\"" + outcome + "\"[^}]*} (\\S+)")
            .matcher(service.scrape());
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
