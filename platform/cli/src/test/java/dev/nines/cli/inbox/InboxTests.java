package dev.nines.cli.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTests {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ALERT =
      """
      From: Nines <alerts@nines.local>
      To: oncall@nines.local
      Subject: [PAGE] order-availability: <burning>
      X-Nines-Status: firing
      X-Nines-Slo: order-availability
      X-Nines-Service: order
      X-Nines-Severity: page
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary="x"

      --x
      Content-Type: text/plain; charset=utf-8

      It burns. Look: ./nines status
      --x
      Content-Type: text/html; charset=utf-8

      <h1>It burns</h1><script>alert(1)</script>
      --x--
      """
          .replace("\n", "\r\n");

  @TempDir Path folder;

  private MailFolder mails;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    mails = new MailFolder(folder, 3, Clock.fixed(NOON, ZoneOffset.UTC));
    server = InboxServer.start(mails, "127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void mail_isReadOverTheApi() throws Exception {
    keep(ALERT);

    assertThat(client().newest(10))
        .singleElement()
        .satisfies(mail -> {
          assertThat(mail.time()).isEqualTo(NOON);
          assertThat(mail.subject()).isEqualTo("[PAGE] order-availability: <burning>");
          assertThat(mail.status()).isEqualTo("firing");
          assertThat(mail.slo()).isEqualTo("order-availability");
          assertThat(mail.service()).isEqualTo("order");
          assertThat(mail.severity()).isEqualTo("page");
          assertThat(mail.text()).contains("./nines status");
        });
    assertThat(client().since(NOON.plusMillis(1), 10)).isEmpty();
  }

  /** Mails come in while others are taken out. */
  @Test
  void manyAtOnce_areKeptOnceEach() throws Exception {
    int senders = 4;
    int each = 100;
    int smtp = freePort();
    Path inbox = folder.resolve("inbox");
    Inbox.serve(inbox, "127.0.0.1", smtp, freePort());

    try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
      for (int sender = 0; sender < senders; sender++) {
        int first = sender * each;
        threads.submit(() -> {
          for (int number = first; number < first + each; number++) {
            GreenMailUtil.sendTextEmail(
                "oncall@nines.local",
                "alerts@nines.local",
                "number " + number,
                "It burns.",
                new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
          }
          return null;
        });
      }
    }

    MailFolder arrived = new MailFolder(inbox, senders * each, Clock.systemUTC());
    await().atMost(Duration.ofSeconds(30)).until(() -> subjects(arrived).size() >= senders * each);
    assertThat(subjects(arrived))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, senders * each).mapToObj(number -> "number " + number).toList());
  }

  private static List<String> subjects(MailFolder mails) {
    return mails.ids().stream()
        .map(id -> mails.read(id).orElseThrow())
        .map(StoredMail::subject)
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void folder_keepsTheNewest_alsoForTheNextRun() throws Exception {
    for (int i = 1; i <= 5; i++) {
      keep(ALERT.replace("<burning>", "number " + i));
    }

    assertThat(client().newest(10))
        .extracting(mail -> mail.subject().substring(mail.subject().length() - 1))
        .containsExactly("5", "4", "3");
    assertThat(new MailFolder(folder, 3, Clock.systemUTC()).ids()).hasSize(3);
  }

  @Test
  void pages_showMailsWithoutTrustingThem() throws Exception {
    String id = keep(ALERT);

    assertThat(get("/").body()).contains("&lt;burning&gt;").doesNotContain("<burning>");
    HttpResponse<String> mail = get("/view/" + id);
    assertThat(mail.body()).contains("<iframe sandbox").doesNotContain("<script>");
    HttpResponse<String> content = get("/view/" + id + ".html");
    assertThat(content.body()).contains("<h1>It burns</h1>");
    assertThat(content.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy ->
            assertThat(policy).contains("default-src 'none'").doesNotContain("script-src"));
  }

  @Test
  void strangers_areSentAway() throws Exception {
    keep(ALERT);

    assertThat(get("/view/..%2F..%2Fetc").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/message/20990101-000000.000-0001").statusCode()).isEqualTo(404);
    assertThat(raw("GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n")).contains(" 403 ");
    assertThat(raw("DELETE /api/v1/messages HTTP/1.0\r\n\r\n")).contains(" 405 ");
  }

  @Test
  void labels_comeFromTheSubject_whereThereIsNoHeader() {
    assertThat(Labels.ofSubject("[PAGE] order-latency: slow"))
        .isEqualTo(new Labels("firing", "order-latency", "", "page"));
    assertThat(Labels.ofSubject("[RESOLVED] order-latency is within its promise again"))
        .isEqualTo(new Labels("resolved", "order-latency", "", ""));
    assertThat(Labels.ofSubject("Hello")).isEqualTo(new Labels("", "", "", ""));
  }

  private String keep(String mail) throws Exception {
    return mails.keep(out -> out.write(mail.getBytes(StandardCharsets.UTF_8)));
  }

  private InboxClient client() {
    return new InboxClient(URI.create("http://127.0.0.1:" + port()));
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }
}
