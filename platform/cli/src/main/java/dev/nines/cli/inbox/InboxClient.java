package dev.nines.cli.inbox;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads mails over Mailpit's REST API, from Mailpit itself or from {@link InboxServer}.
 *
 * @param address such as {@code http://127.0.0.1:8025}
 */
public record InboxClient(URI address) {
  private static final int PATIENCE_MILLIS = 3000;

  /** Newest first. */
  public List<Mail> newest(int most) throws IOException {
    return since(Instant.EPOCH, most);
  }

  /** Those that arrived at that instant or later, newest first. */
  public List<Mail> since(Instant from, int most) throws IOException {
    List<Mail> mails = new ArrayList<>();
    for (JsonNode entry : get("/api/v1/messages?limit=" + most).path("messages")) {
      Instant time = OffsetDateTime.parse(entry.path("Created").asString()).toInstant();
      if (!time.isBefore(from) && mails.size() < most) {
        mails.add(mail(entry, time));
      }
    }
    return mails;
  }

  private Mail mail(JsonNode entry, Instant time) throws IOException {
    String id = entry.path("ID").asString();
    String subject = entry.path("Subject").asString();
    Labels labels = Labels.of(headers(get("/api/v1/message/" + id + "/headers")), subject);
    String text = get("/api/v1/message/" + id).path("Text").asString();
    return new Mail(
        id,
        time,
        subject,
        labels.status(),
        labels.slo(),
        labels.service(),
        labels.severity(),
        text);
  }

  private static Map<String, List<String>> headers(JsonNode node) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> header : node.properties()) {
      List<String> values = new ArrayList<>();
      header.getValue().forEach(value -> values.add(value.asString()));
      headers.put(header.getKey(), values);
    }
    return headers;
  }

  private JsonNode get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address.resolve(path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (var in = connection.getInputStream()) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
