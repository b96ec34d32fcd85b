package dev.nines.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

class LoopPoolsTests {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int LOOPS = 2;

  private final LoopResources loops = LoopResources.create("pools-test", 1, LOOPS, true);
  private final LoopPools pools =
      LoopPools.of(ConnectionProvider.builder("proxy").maxConnections(5).build(), LOOPS);

  private DisposableServer server;

  @BeforeEach
  void start() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((_, response) -> response.sendString(Mono.just("here")))
            .bindNow();
  }

  @AfterEach
  void stop() {
    pools.disposeLater().block(LONG);
    server.disposeNow();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LONG);
  }

  @Test
  void answers_comeOnTheLoopThatAsks() {
    EventLoopGroup group = loops.onClient(LoopResources.DEFAULT_NATIVE);
    HttpClient client = client();
    for (int time = 0; time < 5; time++) {
      for (EventExecutor loop : group) {
        Thread asking =
            Mono.fromSupplier(Thread::currentThread)
                .subscribeOn(Schedulers.fromExecutor(loop))
                .block(LONG);

        assertThat(answered(client, loop)).containsOnly(asking);
      }
    }
  }

  /** More than a loop's pool has connections: some wait. */
  private static List<Thread> answered(HttpClient client, EventExecutor loop) {
    return Flux.range(0, 8)
        .flatMap(_ ->
            client
                .get()
                .uri("/")
                .responseSingle((_, body) -> body.asString())
                .map(_ -> Thread.currentThread()))
        .subscribeOn(Schedulers.fromExecutor(loop))
        .collectList()
        .block(LONG);
  }

  @Test
  void otherThreads_areAnsweredToo() {
    assertThat(client().get().uri("/").responseContent().aggregate().asString().block(LONG))
        .isEqualTo("here");
  }

  @Test
  void together_theyHaveTheConnectionsOfOne() {
    assertThat(pools.name()).isEqualTo("proxy-1");
    assertThat(pools.maxConnections()).isEqualTo(6);
  }

  @Test
  void withoutBound_stayWithout() {
    ConnectionProvider elastic =
        ConnectionProvider.builder("elastic").maxConnections(Integer.MAX_VALUE).build();

    assertThat(LoopPools.of(elastic, LOOPS).maxConnections()).isEqualTo(Integer.MAX_VALUE);
  }

  private HttpClient client() {
    return HttpClient.create(pools).runOn(loops).baseUrl("http://127.0.0.1:" + server.port());
  }
}
