package dev.nines.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTests {
  private static final String TRACE = "0123456789abcdef0123456789abcdef";

  private final HttpClient client = HttpClient.newHttpClient();
  private final KeptSpans spans = new KeptSpans();
  private OtlpReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = new OtlpReceiver(0, spans);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void span_isHandedOn_withItsMaker() throws Exception {
    assertThat(send(request("order"), "").get(5, TimeUnit.SECONDS)).isEqualTo(200);

    assertThat(spans.trace(TRACE))
        .singleElement()
        .satisfies(span -> {
          assertThat(span.service()).isEqualTo("order");
          assertThat(span.spanId()).isEqualTo("00000000000000aa");
          assertThat(span.parentId()).isEmpty();
          assertThat(span.isServer()).isTrue();
          assertThat(span.isError()).isTrue();
          assertThat(span.attributes()).containsEntry("status", "500").containsEntry("ok", "false");
        });
    assertThat(spans.trace("f".repeat(32))).isEmpty();
  }

  @Test
  void zippedSpans_areReadToo() throws Exception {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(request("gateway"));
    }

    assertThat(send(zipped.toByteArray(), "gzip").get(5, TimeUnit.SECONDS)).isEqualTo(200);

    assertThat(spans.all()).extracting(ReceivedSpan::service).containsExactly("gateway");
  }

  @Test
  void whileStalled_nobodyIsAnswered_andNothingIsLostAfterwards() throws Exception {
    receiver.stall();
    CompletableFuture<Integer> status = send(request("order"), "");
    assertThat(status)
        .failsWithin(200, TimeUnit.MILLISECONDS)
        .withThrowableOfType(java.util.concurrent.TimeoutException.class);
    assertThat(spans.all()).isEmpty();

    receiver.resume();

    assertThat(status.get(5, TimeUnit.SECONDS)).isEqualTo(200);
    assertThat(spans.all()).hasSize(1);
  }

  private CompletableFuture<Integer> send(byte[] body, String encoding) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(receiver.endpoint()))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static byte[] request(String service) {
    Span span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)))
            .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("00000000000000aa")))
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .addAttributes(attribute("status", AnyValue.newBuilder().setIntValue(500)))
            .addAttributes(attribute("ok", AnyValue.newBuilder().setBoolValue(false)))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            attribute(
                                "service.name", AnyValue.newBuilder().setStringValue(service))))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }

  private static KeyValue.Builder attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value);
  }
}
