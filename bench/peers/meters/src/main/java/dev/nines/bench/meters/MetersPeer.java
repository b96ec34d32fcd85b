package dev.nines.bench.meters;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** Its argument is the name of a {@link Recorder}. */
class MetersPeer {
  private static final String ROUTE = "/ping";

  static void main(String[] args) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Recorder recorder = Recorder.of(args[0], registry);
    HttpServer.create()
        .host("127.0.0.1")
        .port(Integer.parseInt(System.getenv("PORT")))
        .route(
            routes ->
                routes
                    .get(ROUTE, (_, response) -> ping(response, recorder))
                    .get("/metrics", (_, response) -> text(response, registry.scrape()))
                    .get("/report", (_, response) -> text(response, report(recorder))))
        .bindNow()
        .onDispose()
        .block();
  }

  private static Publisher<Void> ping(HttpServerResponse response, Recorder recorder) {
    long began = System.nanoTime();
    return text(response, "pong")
        .doFinally(
            _ ->
                recorder.add(
                    ROUTE,
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began),
                    response.status().code()));
  }

  private static Mono<Void> text(HttpServerResponse response, String text) {
    return response.header("Content-Type", "text/plain").sendString(Mono.just(text)).then();
  }

  private static String report(Recorder recorder) {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return "{\"dropped\":%d,\"collections\":%d,\"pause_ms\":%d}"
        .formatted(
            recorder.dropped(),
            collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(),
            collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum());
  }
}
