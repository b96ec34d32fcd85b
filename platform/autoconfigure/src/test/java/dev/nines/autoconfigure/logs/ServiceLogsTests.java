package dev.nines.autoconfigure.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class ServiceLogsTests {
  private static final String TRACE = "c".repeat(32);

  @Test
  void everyLineOfARequest_hasItsTrace_onWhateverThread(CapturedOutput output) {
    try (RunningService service = RunningService.start(Shop.class)) {
      service.get("/hops", "traceparent", "00-" + TRACE + "-" + "d".repeat(16) + "-01");
      await().until(() -> output.getOut().contains("\"route\":\"/hops\""));
    }

    List<JsonNode> lines = ofTrace(output);
    assertThat(lines)
        .extracting(line -> line.get("message").asString())
        .containsExactly("hop 1", "hop 2", "hop 3", "hop 4", "GET /hops");
    assertThat(lines.stream().map(line -> line.get("thread").asString()).distinct())
        .hasSizeGreaterThan(2);
    assertThat(lines).allMatch(line -> line.get("span_id").asString().length() == 16);
  }

  @Test
  void theAccessLog_saysWhatHappened_butNoQuery(CapturedOutput output) {
    try (RunningService service = RunningService.start(Shop.class)) {
      service.get(
          "/items/7?card=4111", "traceparent", "00-" + TRACE + "-" + "d".repeat(16) + "-01");
      service.management("GET", "/actuator/health", "");
      await().until(() -> !ofTrace(output).isEmpty());
    }

    JsonNode line = ofTrace(output).getFirst();
    assertThat(line.get("logger").asString()).isEqualTo("access");
    assertThat(line.get("method").asString()).isEqualTo("GET");
    assertThat(line.get("path").asString()).isEqualTo("/items/7");
    assertThat(line.get("route").asString()).isEqualTo("/items/{id}");
    assertThat(line.get("status").intValue()).isEqualTo(200);
    assertThat(line.get("duration_ms").doubleValue()).isPositive();
    assertThat(output.getOut()).doesNotContain("4111").doesNotContain("/actuator/health");
  }

  @Test
  void anUnsampledRequest_hasItsTraceToo(CapturedOutput output) {
    try (RunningService service =
        RunningService.start(Shop.class, "management.tracing.sampling.probability=0")) {
      service.get("/items/1");
      service.get("/items/2", "traceparent", "00-" + TRACE + "-" + "d".repeat(16) + "-00");
      await().until(() -> output.getOut().contains("/items/2"));
    }

    JsonNode line = ofTrace(output).getFirst();
    assertThat(line.get("route").asString()).isEqualTo("/items/{id}");
    assertThat(line.get("span_id").asString()).hasSize(16).isNotEqualTo("d".repeat(16));
    assertThat(output.getOut().lines().filter(each -> each.contains("/items/1")))
        .singleElement()
        .asString()
        .containsPattern("\"trace_id\":\"[0-9a-f]{32}\"");
  }

  @Test
  void aLongPath_isCutBetweenSegments_soThatNoSecretIsHalved(CapturedOutput output) {
    String segment = "x".repeat(490);
    try (RunningService service = RunningService.start(Shop.class)) {
      service.get(
          "/" + segment + "/4111111111111111111111111111/more",
          "traceparent",
          "00-" + TRACE + "-" + "d".repeat(16) + "-01");
      await().until(() -> !ofTrace(output).isEmpty());
    }

    assertThat(ofTrace(output).getFirst().get("path").asString()).isEqualTo("/" + segment + "/");
    assertThat(output.getOut()).doesNotContain("4111");
  }

  @Test
  void allLines_areJson_fromStartToShutdown(CapturedOutput output) {
    try (RunningService service = RunningService.start(Shop.class)) {
      service.get("/say?text=a%0Ab%0D%00%E2%80%A8c");
    }

    assertThat(output.getOut().lines().toList())
        .hasSizeGreaterThan(4)
        .allSatisfy(line ->
            assertThat(JsonMapper.shared().readTree(line).get("service").asString())
                .isEqualTo("shop"))
        .anyMatch(line -> line.contains("Starting"))
        .anyMatch(line -> line.contains("said a\\nb\\r\\u0000\\u2028c"))
        .anyMatch(line -> line.contains("Graceful shutdown complete"));
    assertThat(output.getErr()).isEmpty();
  }

  private static List<JsonNode> ofTrace(CapturedOutput output) {
    return output
        .getOut()
        .lines()
        .filter(line -> line.contains(TRACE))
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }
}
