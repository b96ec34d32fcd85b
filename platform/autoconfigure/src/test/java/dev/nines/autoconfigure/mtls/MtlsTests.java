package dev.nines.autoconfigure.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.test.certificates.TestCa;
import dev.nines.test.certificates.TestCa.Issued;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A started service, certificates in files, and clients of all kinds. */
@ExtendWith(OutputCaptureExtension.class)
class MtlsTests {
  @TempDir private static Path folder;

  private static TestCa ca;
  private static Issued gateway;
  private static Issued prometheus;
  private static Issued first;
  private static RunningService service;

  @BeforeAll
  static void start() {
    ca = new TestCa(folder);
    gateway = ca.issue("gateway");
    prometheus = ca.issue("prometheus");
    first = ca.issue("shop");
    service =
        RunningService.start(
            Shop.class,
            "nines.mtls.folder=" + first.writeTo(folder.resolve("shop")),
            "nines.mtls.clients=gateway",
            "nines.mtls.management-clients=prometheus",
            "nines.mtls.check=50ms");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void goodCertificate_isServed() throws IOException {
    assertThat(call(gateway.context()).status()).isEqualTo(200);
    assertThat(call(gateway.context()).protocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void noCertificate_isRefused_loggedAndCounted(CapturedOutput output) {
    assertRefused("no_certificate", first.contextWithout(), output, "it showed no certificate");
  }

  @Test
  void certificateByAnotherCa_isRefused_loggedAndCounted(
      CapturedOutput output, @TempDir Path elsewhere) {
    Issued stranger = new TestCa(elsewhere).issue("gateway");

    assertRefused(
        "unknown_ca",
        stranger.context(gateway.authority()),
        output,
        "its certificate is not by our CA");
  }

  @Test
  void expiredCertificate_isRefused_loggedAndCounted(CapturedOutput output) {
    Issued old = ca.issue("gateway", "-startdate", "-10d", "-validity", "5");

    assertRefused("expired", old.context(), output, "its certificate has expired");
  }

  @Test
  void certificateOfAnother_isRefused_loggedAndCounted(CapturedOutput output) {
    assertRefused(
        "wrong_name",
        prometheus.context(),
        output,
        "its certificate is another's: 'prometheus', not one of [gateway]");
  }

  @Test
  void whoSpeaksNoTls_isRefused_loggedAndCounted(CapturedOutput output) throws IOException {
    double before = refused("no_tls");
    try (Socket plain = new Socket("127.0.0.1", port("local.server.port"))) {
      plain.setSoTimeout(10_000);
      plain.getOutputStream().write("GET /ping HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain("HTTP");
    }
    assertCounted("no_tls", before);
    assertTold(output, "peer refused: it speaks no TLS");
  }

  @Test
  void managementPort_hasClientsOfItsOwn() throws IOException {
    int port = port("local.management.port");

    assertThat(Reply.get(prometheus.context(), port, "/actuator/prometheus").body())
        .contains("nines_mtls_refused_total{", "reason=\"unknown_ca\"")
        .contains("nines_mtls_reloads_total{", "ssl_chain_expiry_seconds{");
  }

  @Test
  void renewalUnderLoad_failsNoRequest_andNewConnectionsSeeTheNewCertificate() throws Exception {
    List<BigInteger> renewed = new ArrayList<>();
    var seen = ConcurrentHashMap.<BigInteger>newKeySet();
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Integer>> clients =
        List.of(
            () -> keep(done, 1_500),
            () -> keep(done, 1_500),
            () -> connect(done, 200, seen),
            () -> connect(done, 200, seen));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> counts = new ArrayList<>();
      clients.forEach(client -> counts.add(threads.submit(client)));
      for (int i = 0; i < 3; i++) {
        Issued next = ca.issue("shop");
        renewed.add(serial(next));
        next.writeTo(folder.resolve("shop"));
        awaitSerial(serial(next));
      }
      done.set(true);
      int requests = 0;
      for (Future<Integer> count : counts) {
        requests += count.get();
      }
      System.out.println("renewed 3 times under " + requests + " requests");
      assertThat(requests).isGreaterThan(3_000);
      assertThat(seen).containsAll(renewed);
    }
  }

  @Test
  void brokenRenewal_leavesTheLastGoodOneInForce_andSaysSo(CapturedOutput output)
      throws IOException {
    Issued good = ca.issue("shop");
    good.writeTo(folder.resolve("shop"));
    awaitSerial(serial(good));
    double before = reloads("failure");

    TestCa.replace(folder.resolve("shop").resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nhalf");

    Awaitility.await().untilAsserted(() -> assertThat(reloads("failure")).isEqualTo(before + 1));
    assertTold(output, "cannot be used; the last good ones stay in force");
    assertThat(call(gateway.context()).serial()).isEqualTo(serial(good));

    // Of another key: what a look between two writes would find, if it stayed so.
    TestCa.replace(
        folder.resolve("shop").resolve("tls.crt"),
        Files.readString(gateway.writeTo(folder.resolve("gateway")).resolve("tls.crt")));

    Awaitility.await().untilAsserted(() -> assertThat(reloads("failure")).isEqualTo(before + 2));
    assertThat(call(gateway.context()).serial()).isEqualTo(serial(good));

    Issued next = ca.issue("shop");
    next.writeTo(folder.resolve("shop"));
    awaitSerial(serial(next));
  }

  private static void assertRefused(
      String reason, SSLContext client, CapturedOutput output, String words) {
    double before = refused(reason);
    assertThatThrownBy(() -> call(client)).isInstanceOf(IOException.class);
    assertCounted(reason, before);
    assertTold(output, "peer refused: " + words);
  }

  /** Lines are written beside the work that they tell of. */
  private static void assertTold(CapturedOutput output, String words) {
    Awaitility.await().untilAsserted(() -> assertThat(output).contains(words));
  }

  private static void assertCounted(String reason, double before) {
    Awaitility.await().untilAsserted(() -> assertThat(refused(reason)).isEqualTo(before + 1));
  }

  private static double refused(String reason) {
    MeterRegistry meters = service.context().getBean(MeterRegistry.class);
    return meters.get("nines.mtls.refused").tag("reason", reason).counter().count();
  }

  private static double reloads(String outcome) {
    MeterRegistry meters = service.context().getBean(MeterRegistry.class);
    return meters.get("nines.mtls.reloads").tag("outcome", outcome).functionCounter().count();
  }

  private static void awaitSerial(BigInteger serial) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(call(gateway.context()).serial()).isEqualTo(serial));
  }

  /** Over one connection, at least so many, until told. */
  private static int keep(AtomicBoolean done, int atLeast) throws Exception {
    int count = 0;
    try (HttpClient client = HttpClient.newBuilder().sslContext(gateway.context()).build()) {
      URI uri = URI.create("https://127.0.0.1:" + port("local.server.port") + "/ping");
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
      while (!done.get() || count < atLeast) {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        count++;
      }
    }
    return count;
  }

  /** Over a connection each, with sessions that may be resumed. */
  private static int connect(
      AtomicBoolean done, int atLeast, ConcurrentHashMap.KeySetView<BigInteger, Boolean> seen)
      throws IOException {
    SSLContext context = gateway.context();
    int count = 0;
    while (!done.get() || count < atLeast) {
      Reply reply = call(context);
      assertThat(reply.status()).isEqualTo(200);
      seen.add(reply.serial());
      count++;
    }
    return count;
  }

  private static int port(String which) {
    return service.context().getEnvironment().getRequiredProperty(which, int.class);
  }

  private static BigInteger serial(Issued issued) {
    return ((X509Certificate) issued.certificate()).getSerialNumber();
  }

  private static Reply call(SSLContext context) throws IOException {
    return Reply.get(context, port("local.server.port"), "/ping");
  }
}
