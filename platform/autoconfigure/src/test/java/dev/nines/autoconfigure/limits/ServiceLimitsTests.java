package dev.nines.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit on a raw connection, by what the client reads before it is closed. */
class ServiceLimitsTests {
  private static final int PATIENCE_MILLIS = 20_000;

  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Shop.class,
            "nines.limits.line=1KB",
            "nines.limits.headers=2KB",
            "nines.limits.header-count=20",
            "nines.limits.body=1KB",
            "nines.limits.receive=300ms",
            "nines.limits.idle=2s",
            "nines.limits.connections=5");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void wholeRequest_isAnswered_alsoTheSecondOnItsConnection() throws IOException {
    String answers =
        send(
            "GET /ping HTTP/1.1\r\nHost: x\r\n\r\nGET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
  }

  @Test
  void longRequestLine_is414() throws IOException {
    refused("line", 414, "GET /" + "a".repeat(2_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  @Test
  void longHeaders_are431() throws IOException {
    refused(
        "headers", 431, "GET /ping HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(3_000) + "\r\n\r\n");
  }

  @Test
  void manyHeaders_are431() throws IOException {
    refused("headers", 431, "GET /ping HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(30) + "\r\n");
  }

  @Test
  void announcedLargeBody_is413BeforeItIsSent() throws IOException {
    refused("body", 413, "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n");
  }

  @Test
  void unannouncedLargeBody_is413() throws IOException {
    refused(
        "body",
        413,
        "POST /notes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("80\r\n" + "a".repeat(128) + "\r\n").repeat(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /ping\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: bad host\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
        "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: -4\r\n\r\n",
        "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: a\r\n\r\n",
        "POST /notes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void whatIsNoRequest_is400(String bytes) throws IOException {
    refused("malformed", 400, bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /pi",
        "GET /ping HTTP/1.1\r\nHost: x\r\n",
        "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab"
      })
  void requestThatStops_is408(String bytes) throws IOException {
    double before = count("slow");

    String answer = send(bytes);

    assertProblem(answer, 408);
    assertThat(count("slow")).isEqualTo(before + 1);
  }

  @Test
  void bodyThatNobodyWaitsFor_endsTheConnectionAfterTheAnswer() throws IOException {
    String answer = send("POST /purchases HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");

    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("408");
  }

  @Test
  void headThatTrickles_isCutAtTheSameTime() throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      byte[] head =
          ("GET /ping HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(1_000_000))
              .getBytes(StandardCharsets.US_ASCII);
      int sent = 0;
      socket.setSoTimeout(20);
      StringBuilder answer = new StringBuilder();
      while (answer.isEmpty() && sent < head.length) {
        out.write(head[sent++]);
        out.flush();
        read(socket, answer);
      }
      assertProblem(answer.toString(), 408);
    }
  }

  @Test
  void idleConnection_isClosed() throws IOException {
    assertThat(send("")).isEmpty();
  }

  @Test
  void idleConnection_isClosed_alsoAfterAnAnswer() throws IOException {
    assertThat(send("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK")
        .containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void refusalBehindAnotherRequest_comesAfterItsAnswer() throws IOException {
    String answers =
        send("GET /hops HTTP/1.1\r\nHost: x\r\n\r\nGET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answers.indexOf("HTTP/1.1 200")).isZero();
    assertThat(answers.indexOf("HTTP/1.1 400")).isGreaterThan(0);
  }

  @Test
  void connectionBeyondTheLimit_isRefused() throws IOException {
    Awaitility.await().until(() -> open() == 0);
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        held.add(connect());
      }
      // Each is counted by the event loop it falls to.
      Awaitility.await().until(() -> open() == 5);
      assertProblem(send(""), 503);
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(send("GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200"));
  }

  private static void refused(String limit, int status, String bytes) throws IOException {
    double before = count(limit);
    assertProblem(send(bytes), status);
    assertThat(count(limit)).isEqualTo(before + 1);
  }

  private static void assertProblem(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"status\":" + status + ",")
        .doesNotContain("java", "netty", "dev.nines");
  }

  /** What the server answers until it closes the connection. */
  private static String send(String bytes) throws IOException {
    try (Socket socket = connect()) {
      StringBuilder answer = new StringBuilder();
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (SocketException _) {
        // It has closed its end already; what it said before is still to be read.
      }
      while (read(socket, answer)) {}
      return answer.toString();
    }
  }

  private static boolean read(Socket socket, StringBuilder answer) throws IOException {
    byte[] buffer = new byte[4_096];
    try {
      int length = socket.getInputStream().read(buffer);
      if (length > 0) {
        answer.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      }
      return length >= 0;
    } catch (SocketTimeoutException e) {
      if (socket.getSoTimeout() == PATIENCE_MILLIS) {
        throw e;
      }
      return true;
    } catch (SocketException _) {
      return false;
    }
  }

  private static Socket connect() throws IOException {
    Socket socket =
        new Socket(
            "127.0.0.1",
            Integer.parseInt(
                service.context().getEnvironment().getRequiredProperty("local.server.port")));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static double open() {
    return service.context().getBean(MeterRegistry.class).get("server.connections").gauge().value();
  }

  private static double count(String limit) {
    return service
        .context()
        .getBean(MeterRegistry.class)
        .get("limits.refused")
        .tag("limit", limit)
        .counter()
        .count();
  }
}
