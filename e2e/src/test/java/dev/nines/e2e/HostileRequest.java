package dev.nines.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Bytes that no well-behaved client sends.
 *
 * @param bytes what is sent
 * @param cut whether the client ends its side afterwards, without waiting for an answer
 */
record HostileRequest(byte[] bytes, boolean cut) {
  static final int KINDS = 26;

  private static final String JSON = "Content-Type: application/json\r\n";

  /**
   * One of the kinds, with details by chance; only the random's seed decides.
   *
   * @param token that it has; empty for none
   */
  static HostileRequest of(int kind, Random random, String token) {
    HostileRequest request = of(kind, random);
    if (token.isEmpty()) {
      return request;
    }
    // Behind the request line, where there is one.
    String text = new String(request.bytes, StandardCharsets.ISO_8859_1);
    return new HostileRequest(
        text.replaceFirst(" HTTP/1\\.1\r\n", "$0Authorization: Bearer " + token + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1),
        request.cut);
  }

  private static HostileRequest of(int kind, Random random) {
    int n = random.nextInt(1, 1_000);
    String noise = noise(random, random.nextInt(1, 60));
    return switch (kind) {
      case 0 -> raw(bytes(random, n) + "\r\n\r\n");
      case 1 -> raw(noise + "\r\n\r\n");
      case 2 -> get("/" + "a".repeat(9_000 + n), "");
      case 3 -> get("/ping", ("X-H: " + noise + "\r\n").repeat(101 + n % 50));
      case 4 -> get("/ping", "X-H: " + "b".repeat(17_000 + n) + "\r\n");
      case 5 -> post("{\"customer\":" + noise, JSON);
      case 6 -> post("[".repeat(5_000 + n), JSON);
      case 7 ->
          cut("POST /api/orders HTTP/1.1\r\nHost: x\r\n" + JSON + "Content-Length: 900\r\n\r\n{");
      case 8 -> raw("POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx");
      case 9 -> post("x".repeat(70_000 + n), JSON);
      case 10 -> chunked("zz" + n + "\r\nabc\r\n");
      case 11 -> chunked(("1000\r\n" + "c".repeat(4_096) + "\r\n").repeat(20) + "0\r\n\r\n");
      case 12 -> get("/api/orders/../../%2e%2e/%2fetc/" + n, "");
      case 13 -> get("/%zz%" + n, "");
      case 14 -> raw("X" + n + " /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      case 15 -> get("/ping", "Bad Name" + n + ": x\r\n");
      case 16 -> post("{}", "Content-Type: " + noise + "/" + n + "\r\n");
      case 17 -> get("/api/orders?customer=c&limit=" + n, "Accept: " + noise + "\r\n");
      case 18 ->
          raw(
              "POST /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /");
      case 19 -> raw("GET /ping HTTP/1.1\r\nHost: " + noise + "\r\nConnection: close\r\n\r\n");
      case 20 -> raw("GET /ping HTTP/" + n + ".9\r\nHost: x\r\nConnection: close\r\n\r\n");
      case 21 ->
          post(
              "{\"customer\":\"c\",\"currency\":\"EUR\",\"items\":[{\"sku\":\"a\",\"quantity\":1e"
                  + n
                  + ",\"unitPrice\":1E+999999999}]}",
              JSON);
      case 22 ->
          get("/unknown/" + n, "traceparent: 00-" + noise + "\r\nbaggage: " + noise + "\r\n");
      case 23 ->
          get(
              "/ping",
              "x-envoy-expected-rq-timeout-ms: -" + n + "\r\nX-Forwarded-For: " + noise + "\r\n");
      case 24 -> get("/api/orders/" + n, "Upgrade: websocket\r\nExpect: " + noise + "\r\n");
      case 25 ->
          raw(
              "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1 + n % 20)
                  + "GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      default ->
          throw new IllegalArgumentException("kind must be below " + KINDS + ", was: " + kind);
    };
  }

  private static HostileRequest get(String target, String headers) {
    return raw(
        "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
  }

  private static HostileRequest post(String body, String headers) {
    return raw(
        "POST /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
            + body.getBytes(StandardCharsets.ISO_8859_1).length
            + "\r\n"
            + headers
            + "\r\n"
            + body);
  }

  private static HostileRequest chunked(String chunks) {
    return raw(
        "POST /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + JSON
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunks);
  }

  private static HostileRequest raw(String text) {
    return new HostileRequest(text.getBytes(StandardCharsets.ISO_8859_1), false);
  }

  private static HostileRequest cut(String text) {
    return new HostileRequest(text.getBytes(StandardCharsets.ISO_8859_1), true);
  }

  private static String bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Printable, but for line ends. */
  private static String noise(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(0x20, 0x7F));
    }
    return text.toString();
  }
}
