package dev.nines.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTests {
  private static final String REQUEST =
      """
      {"ts":"2026-01-01T00:00:00.000Z","logger":"access","message":"GET /ping","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}\
      """;

  @TempDir private Path folder;

  @Test
  void onlyRequests_areRead() throws IOException {
    Path log = folder.resolve("gateway.log");
    Files.writeString(
        log,
        String.join(
            "\n",
            "Picked up JAVA_TOOL_OPTIONS",
            REQUEST,
            REQUEST.replace("\"access\"", "\"dev.nines.gateway\""),
            REQUEST.replace("4bf92f3577b34da6a3ce929d0e0e4736", ""),
            "{\"logger\":\"access\""));

    assertThat(RequestLog.read(log))
        .containsExactly(
            new SpanKey(new TraceId(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L), 0xf067aa0ba902b7L));
  }
}
