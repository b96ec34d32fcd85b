package dev.nines.autoconfigure.warmup;

import dev.nines.autoconfigure.warmup.WarmUpProperties.Request;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Sends the service the requests that its clients will send most, over the network as they do: so
 * its classes are loaded, its connections open and its hot paths compiled. One that fails, or is
 * answered with a 5xx, is not tried again.
 */
final class OwnRequests implements WarmUpTask {
  private static final Logger LOGGER = LoggerFactory.getLogger(OwnRequests.class);
  private static final int AT_ONCE = 4;
  private static final int SERVER_ERROR = 500;

  /** Not sampled: whoever is called because of it keeps no trace either. */
  private static final String TRACEPARENT =
      "00-00000000000000000000000000000001-0000000000000001-00";

  private final WarmUpProperties properties;
  private final WarmUpPass pass;
  private final Environment environment;
  private final Set<Request> failed = ConcurrentHashMap.newKeySet();

  OwnRequests(WarmUpProperties properties, WarmUpPass pass, Environment environment) {
    this.properties = properties;
    this.pass = pass;
    this.environment = environment;
  }

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public Mono<Void> run() {
    List<Request> requests = properties.requests();
    if (requests.isEmpty() || environment.getProperty("server.ssl.bundle") != null) {
      // A server that asks for certificates would refuse our own.
      return Mono.empty();
    }
    long end = System.nanoTime() + properties.limit().toNanos();
    ConnectionProvider connections = ConnectionProvider.create("warm-up", AT_ONCE);
    HttpClient client = client(connections);
    return Flux.range(0, properties.rounds())
        .concatMapIterable(_ -> requests)
        .takeWhile(_ -> System.nanoTime() - end < 0)
        .filter(request -> !failed.contains(request))
        .flatMap(request -> send(client, request), AT_ONCE)
        .then()
        .doFinally(_ -> connections.disposeLater().subscribe());
  }

  private HttpClient client(ConnectionProvider connections) {
    return HttpClient.create(connections)
        .host(
            environment.getProperty("server.address", "127.0.0.1").replace("0.0.0.0", "127.0.0.1"))
        .port(environment.getRequiredProperty("local.server.port", Integer.class))
        .responseTimeout(properties.limit())
        .headers(headers ->
            headers.set(WarmUpPass.HEADER, pass.secret()).set("traceparent", TRACEPARENT));
  }

  private Mono<Void> send(HttpClient client, Request request) {
    byte[] content = request.body().getBytes(StandardCharsets.UTF_8);
    return client
        .headers(headers -> {
          request.headers().forEach(headers::set);
          headers.set(HttpHeaderNames.CONTENT_LENGTH, content.length);
        })
        .request(HttpMethod.valueOf(request.method()))
        .uri(request.path())
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(content)))
        .responseSingle((response, body) -> body.asByteArray().thenReturn(response.status().code()))
        .doOnNext(status -> {
          if (status >= SERVER_ERROR) {
            giveUp(request, "status " + status);
          }
        })
        .doOnError(error -> giveUp(request, error.toString()))
        .onErrorComplete()
        .then();
  }

  private void giveUp(Request request, String reason) {
    if (failed.add(request)) {
      LOGGER.warn("Not warm: {} {}: {}", request.method(), request.path(), reason);
    }
  }
}
