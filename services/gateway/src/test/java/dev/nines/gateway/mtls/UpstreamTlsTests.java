package dev.nines.gateway.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.gateway.GatewayApplication;
import dev.nines.test.certificates.TestCa;
import dev.nines.test.certificates.TestCa.Issued;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The gateway before an upstream that asks for certificates. */
class UpstreamTlsTests {
  @TempDir private Path folder;

  private final Set<BigInteger> shown = ConcurrentHashMap.newKeySet();
  private final AtomicReference<BigInteger> last = new AtomicReference<>(BigInteger.ZERO);
  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  @Test
  void upstream_seesTheGatewaysCertificate_andTheRenewedOne_withoutAFailedRequest()
      throws Exception {
    TestCa ca = new TestCa(folder);
    Issued first = ca.issue("gateway");
    Path own = first.writeTo(folder.resolve("gateway"));
    URI uri = gateway(own, upstream(ca.issue("order")));

    assertThat(status(uri)).isEqualTo(200);
    assertThat(last).hasValue(serial(first));

    AtomicBoolean done = new AtomicBoolean();
    List<BigInteger> renewed = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        counts.add(threads.submit(() -> ask(uri, done)));
      }
      for (int i = 0; i < 2; i++) {
        Issued next = ca.issue("gateway");
        renewed.add(serial(next));
        next.writeTo(own);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(shown).contains(serial(next)));
      }
      done.set(true);
      int requests = 0;
      for (Future<Integer> count : counts) {
        requests += count.get();
      }
      System.out.println("the gateway's certificate renewed twice under " + requests + " requests");
      assertThat(requests).isGreaterThanOrEqualTo(1_500);
      assertThat(shown).containsAll(renewed);
    }
  }

  @Test
  void upstreamByAnotherCa_isNotTaken(@TempDir Path elsewhere) throws Exception {
    TestCa ca = new TestCa(folder);
    Issued stranger = new TestCa(elsewhere).issue("order");
    Path own = ca.issue("gateway").writeTo(folder.resolve("gateway"));
    URI uri = gateway(own, upstream(stranger, ca.issue("gateway")));

    assertThat(status(uri)).isGreaterThanOrEqualTo(500);
    assertThat(shown).isEmpty();
  }

  @Test
  void upstreamOfAnotherName_isNotTaken() throws Exception {
    TestCa ca = new TestCa(folder);
    Path own = ca.issue("gateway").writeTo(folder.resolve("gateway"));
    URI uri = gateway(own, upstream(ca.issueFor("dns:elsewhere.example", "order")));

    assertThat(status(uri)).isGreaterThanOrEqualTo(500);
    assertThat(shown).isEmpty();
  }

  private int upstream(Issued server) throws Exception {
    return upstream(server, server);
  }

  /** Ends a connection after ten requests, so that there are always new ones. */
  private int upstream(Issued server, Issued clients) throws Exception {
    var tls =
        SslContextBuilder.forServer(server.privateKey(), server.x509())
            .trustManager(clients.x509Authority())
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    DisposableServer upstream =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .maxKeepAliveRequests(10)
            .secure(spec -> spec.sslContext(tls))
            .handle((request, response) -> {
              request.withConnection(
                  connection -> look(connection.channel().pipeline().get(SslHandler.class)));
              return response.sendString(Mono.just("{}"));
            })
            .bindNow(Duration.ofSeconds(10));
    started.add(() -> upstream.disposeNow(Duration.ofSeconds(10)));
    return upstream.port();
  }

  private void look(SslHandler tls) {
    try {
      var peer = (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
      shown.add(peer.getSerialNumber());
      last.set(peer.getSerialNumber());
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI gateway(Path certificates, int upstream) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                "--server.port=0",
                "--management.server.port=0",
                "--nines.security.enabled=false",
                "--NINES_ORDER_URL=https://127.0.0.1:" + upstream,
                "--nines.mtls.folder=" + certificates,
                "--nines.mtls.server=false",
                "--nines.mtls.check=50ms");
    started.add(context::close);
    return URI.create(
        "http://127.0.0.1:"
            + context.getEnvironment().getRequiredProperty("local.server.port")
            + "/api/orders/1");
  }

  private static int ask(URI uri, AtomicBoolean done) throws Exception {
    int count = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!done.get() || count < 500) {
        assertThat(status(client, uri)).isEqualTo(200);
        count++;
      }
    }
    return count;
  }

  private static int status(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return status(client, uri);
    }
  }

  private static int status(HttpClient client, URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static BigInteger serial(Issued issued) {
    return issued.x509().getSerialNumber();
  }
}
