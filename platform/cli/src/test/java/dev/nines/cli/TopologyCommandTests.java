package dev.nines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.nines.cli.json.Json;
import dev.nines.cli.terminal.ExitStatus;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TopologyCommandTests extends CommandTest {
  @Test
  void ofNoTraffic_orWhereNobodyCanListen_saysWhatToDo() throws Exception {
    try (ServerSocket taken = taken()) {
      Map<String, String> otlp = Map.of("NINES_OTLP_PORT", "" + taken.getLocalPort());
      assertThat(run(otlp, "topology", "--for", "1s")).isEqualTo(ExitStatus.REFUSED);
    }
    assertThat(complaint())
        .contains("is taken by process " + ProcessHandle.current().pid())
        .contains("NINES_OTLP_PORT");
    assertThat(run("topology", "--for", "0s")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("--for must be above 0");
    Path nowhere = home.resolve("no/such/topology.svg");
    assertThat(run("topology", "--svg", nowhere.toString())).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint())
        .contains("There is no folder for the picture", nowhere.getParent().toString());
  }

  @Test
  void isMadeOfWhatComes_andDrawn() throws Exception {
    String port;
    try (ServerSocket free = taken()) {
      port = "" + free.getLocalPort();
    }
    Path svg = home.resolve("topology.svg");
    AtomicBoolean listening = new AtomicBoolean(true);
    Thread order = Thread.ofVirtual().start(() -> sendSpans(port, listening));

    int status =
        run(
            Map.of("NINES_OTLP_PORT", port),
            "topology",
            "--json",
            "--for",
            "3s",
            "--svg",
            svg.toString());
    listening.set(false);
    order.join();

    assertThat(status).as(this::complaint).isEqualTo(ExitStatus.NO);
    var topology = Json.tree(output());
    assertThat(topology.path("undeclared").toString()).isEqualTo("[\"order -> stock\"]");
    assertThat(topology.path("unseen").toString()).isEqualTo("[\"gateway -> order\"]");
    assertThat(topology.path("edges").size()).isEqualTo(2);
    assertThat(svg).content().startsWith("<svg ").contains("order -&gt; stock");
  }

  /** A call of order to stock, again and again, and one of the gateway to order of earlier. */
  private static void sendSpans(String port, AtomicBoolean listening) {
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/v1/traces");
    while (listening.get()) {
      Instant now = Instant.now();
      Instant earlier = now.minusSeconds(60);
      byte[] spans =
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(spans("order", "01", "", now))
              .addResourceSpans(spans("stock", "02", "01", now))
              .addResourceSpans(spans("gateway", "03", "", earlier))
              .addResourceSpans(spans("order", "04", "03", earlier))
              .build()
              .toByteArray();
      try {
        var connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setDoOutput(true);
        connection.getOutputStream().write(spans);
        connection.getResponseCode();
      } catch (IOException _) {
        // nobody listens yet, or no more
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private static ResourceSpans spans(String service, String id, String parent, Instant began) {
    return ResourceSpans.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(
                    KeyValue.newBuilder()
                        .setKey("service.name")
                        .setValue(AnyValue.newBuilder().setStringValue(service))))
        .addScopeSpans(
            ScopeSpans.newBuilder()
                .addSpans(
                    Span.newBuilder()
                        .setTraceId(ByteString.fromHex("01".repeat(16)))
                        .setSpanId(ByteString.fromHex(id.repeat(8)))
                        .setParentSpanId(ByteString.fromHex(parent.repeat(8)))
                        .setStartTimeUnixNano(TimeUnit.MILLISECONDS.toNanos(began.toEpochMilli()))))
        .build();
  }
}
