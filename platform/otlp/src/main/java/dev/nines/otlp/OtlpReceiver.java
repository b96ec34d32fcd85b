package dev.nines.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Takes spans by OTLP over HTTP as a collector does, on the loopback address, and hands each on.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class OtlpReceiver implements AutoCloseable {
  private static final String PATH = "/v1/traces";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Consumer<ReceivedSpan> sink;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /**
   * @param port to listen at; 0 for any that is free
   * @param sink called by several threads at once, before the sender has its answer
   * @throws IOException if the port can't be had
   */
  public OtlpReceiver(int port, Consumer<ReceivedSpan> sink) throws IOException {
    this.sink = sink;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(executor);
    server.createContext(PATH, this::take);
    server.start();
  }

  /** Where to send spans to. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** Leaves all who send from now on without an answer, until {@link #resume} or {@link #close}. */
  public void stall() {
    if (gate.getCount() == 0) {
      gate = new CountDownLatch(1);
    }
  }

  /** Answers again, also those who still wait. */
  public void resume() {
    gate.countDown();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      gate.await();
      request(exchange).getResourceSpansList().forEach(this::take);
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExportTraceServiceRequest request(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    return ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body);
  }

  private void take(ResourceSpans spans) {
    Map<String, String> resource =
        Map.copyOf(ReceivedSpan.texts(spans.getResource().getAttributesList()));
    spans.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(span -> sink.accept(new ReceivedSpan(resource, span)));
  }

  @Override
  public void close() {
    resume();
    server.stop(0);
    executor.close();
  }
}
