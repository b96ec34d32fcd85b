package dev.nines.cli.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inbox over HTTP: pages for people, and the part of Mailpit's REST API that {@link
 * InboxClient} reads.
 */
final class InboxServer {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:(api/v1/messages)|(api/v1/message|view)/([0-9.-]+?)(/headers|\\.html)?)?");
  // A page of another site must not read mails by a name of its own that leads to this address.
  private static final Pattern HOST =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  private final MailFolder folder;

  private InboxServer(MailFolder folder) {
    this.folder = folder;
  }

  /** An answer with its type. */
  record Answer(int status, String type, String body) {
    static Answer json(Object value) {
      return new Answer(200, JSON, Json.line(value));
    }

    static Answer html(String page) {
      return new Answer(200, HTML, page);
    }

    static Answer none(int status, String why) {
      return new Answer(status, "text/plain; charset=utf-8", why + "\n");
    }
  }

  static HttpServer start(MailFolder folder, String address, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", new InboxServer(folder)::handle);
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      boolean trusted = host == null || HOST.matcher(host).matches();
      send(exchange, trusted ? answer(exchange) : Answer.none(403, "unknown host"));
    }
  }

  private Answer answer(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("GET")) {
      return Answer.none(405, "only GET");
    }
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      return Answer.none(404, "nothing here");
    }
    if (path.group(1) != null) {
      return Answer.json(
          MailpitJson.list(
              folder.ids().stream().map(folder::read).flatMap(Optional::stream).toList()));
    }
    if (path.group(3) == null) {
      return Answer.html(
          InboxPage.list(
              folder.ids().stream().map(folder::read).flatMap(Optional::stream).toList()));
    }
    return folder
        .read(path.group(3))
        .map(mail -> show(mail, path.group(2).equals("view"), path.group(4)))
        .orElseGet(() -> Answer.none(404, "no such mail"));
  }

  private static Answer show(
      StoredMail mail, boolean page, @org.jspecify.annotations.Nullable String part) {
    if (page) {
      return Answer.html(part == null ? InboxPage.mail(mail) : InboxPage.content(mail));
    }
    return Answer.json(part == null ? MailpitJson.message(mail) : mail.headers());
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'self'");
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
