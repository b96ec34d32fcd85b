package dev.nines.cli.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Stands where Slack, PagerDuty and a webhook would, and keeps what it is sent. */
final class NotificationServer implements AutoCloseable {
  /** What was sent to a path. */
  record Sent(String path, JsonNode body) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  NotificationServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::keep);
    server.start();
  }

  private void keep(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    sent.add(new Sent(path, Json.tree(body)));
    // Slack's own answer: Alertmanager takes any other for an error, whatever the status.
    byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Everything, in the order in which it came. */
  List<Sent> all() {
    return sent;
  }

  List<JsonNode> at(String path) {
    return sent.stream().filter(one -> one.path().equals(path)).map(Sent::body).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
