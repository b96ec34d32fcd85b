package dev.nines.autoconfigure.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CapturedHeadersTests {
  @Test
  void namedHeaders_areOnTheAccessLogAndTheSpan_andNoOthers(CapturedOutput output)
      throws IOException {
    KeptSpans spans = new KeptSpans();
    try (OtlpReceiver collector = new OtlpReceiver(0, spans);
        RunningService service =
            RunningService.start(
                Shop.class,
                "nines.otlp.endpoint=" + collector.endpoint(),
                "management.opentelemetry.tracing.export.schedule-delay=50ms",
                "nines.capture.headers=X-Tenant,X-Api-Key,X-Absent")) {
      service.get(
          "/items/1", "x-tenant", "t1", "X-Tenant", "t2", "X-Api-Key", "k1", "X-Other", "o1");
      await().until(() -> !spans.all().isEmpty());

      assertThat(spans.all().getFirst().attributes())
          .containsEntry("http.request.header.x-tenant", "t1, t2")
          .containsEntry("http.request.header.x-api-key", "***")
          .doesNotContainKeys("http.request.header.x-absent", "http.request.header.x-other");
      assertThat(service.scrape()).doesNotContain("http_request_header");
    }
    assertThat(output.getOut())
        .contains(
            "\"http.request.header.x-tenant\":\"t1, t2\",\"http.request.header.x-api-key\":\"***\"}")
        .doesNotContain("x-absent", "o1");
  }
}
