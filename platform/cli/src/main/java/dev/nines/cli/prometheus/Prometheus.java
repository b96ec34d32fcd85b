package dev.nines.cli.prometheus;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A Prometheus and its HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/).
 *
 * @param address such as {@code http://127.0.0.1:9090}
 */
public record Prometheus(URI address) {
  private static final Pattern RETENTION = Pattern.compile("([0-9]+)([ywdhms])(?![a-zA-Z])");
  private static final int PATIENCE_MILLIS = 3000;
  private static final int RANGE_PATIENCE_MILLIS = 120_000;

  /**
   * The instant vector that an expression has now.
   *
   * @throws IOException if it does not answer, or refuses
   */
  public List<Sample> query(String expression) throws IOException {
    String path = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return samples(get(path));
  }

  /**
   * What an expression was over a time, in one answer: at most 11,000 steps.
   *
   * @param step from one evaluation to the next, whole seconds
   * @throws IOException if it does not answer, or refuses
   */
  public List<Track> range(String expression, Instant from, Instant to, Duration step)
      throws IOException {
    String path =
        "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
            .formatted(
                URLEncoder.encode(expression, StandardCharsets.UTF_8),
                from.getEpochSecond(),
                to.getEpochSecond(),
                step.toSeconds());
    return tracks(get(path, RANGE_PATIENCE_MILLIS));
  }

  /**
   * The samples as they were scraped, of the time before a moment.
   *
   * @throws IOException if it does not answer, or refuses
   */
  public List<Track> samples(String selector, Instant to, Duration before) throws IOException {
    String query = "%s[%ds]".formatted(selector, before.toSeconds());
    String path =
        "/api/v1/query?query=%s&time=%d"
            .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), to.getEpochSecond());
    return tracks(get(path, RANGE_PATIENCE_MILLIS));
  }

  /**
   * What one evaluation of an expression reads and gives.
   *
   * @param samples read from memory and disk
   */
  public record Cost(long samples, int series) {}

  /**
   * Evaluates an expression once and says what that took.
   *
   * @throws IOException if it does not answer, or refuses
   */
  public Cost cost(String expression) throws IOException {
    String path =
        "/api/v1/query?stats=all&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return cost(get(path, RANGE_PATIENCE_MILLIS));
  }

  /**
   * The same as of a moment.
   *
   * @throws IOException if it does not answer, or refuses
   */
  public Cost cost(String expression, Instant at) throws IOException {
    String path =
        "/api/v1/query?stats=all&query=%s&time=%d"
            .formatted(URLEncoder.encode(expression, StandardCharsets.UTF_8), at.getEpochSecond());
    return cost(get(path, RANGE_PATIENCE_MILLIS));
  }

  /**
   * How long it keeps samples; empty where it does not say so.
   *
   * @throws IOException if it does not answer
   */
  public Optional<Duration> retention() throws IOException {
    return retention(get("/api/v1/status/runtimeinfo"));
  }

  static Cost cost(JsonNode answer) {
    JsonNode data = answer.path("data");
    return new Cost(
        data.path("stats").path("samples").path("totalQueryableSamples").asLong(0),
        data.path("result").size());
  }

  /** It writes {@code 31d or 2GiB}; a limit of size alone is no time. */
  static Optional<Duration> retention(JsonNode answer) {
    String text = answer.path("data").path("storageRetention").asString("");
    Matcher parts = RETENTION.matcher(text);
    Duration kept = Duration.ZERO;
    while (parts.find()) {
      long count = Long.parseLong(parts.group(1));
      kept =
          kept.plus(
              switch (parts.group(2)) {
                case "y" -> Duration.ofDays(365 * count);
                case "w" -> Duration.ofDays(7 * count);
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
    }
    return kept.isZero() ? Optional.empty() : Optional.of(kept);
  }

  /** Whether it answers queries. */
  public boolean ready() {
    try {
      query("vector(1)");
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * The alerts that are pending or firing.
   *
   * @throws IOException if it does not answer
   */
  public List<Alert> alerts() throws IOException {
    return alerts(get("/api/v1/alerts"));
  }

  /**
   * How long each alert's expression must be true before it fires, by the alert's name; the longest
   * where rules share one.
   *
   * @throws IOException if it does not answer
   */
  public Map<String, Duration> holds() throws IOException {
    return holds(get("/api/v1/rules?type=alert&exclude_alerts=true"));
  }

  static Map<String, Duration> holds(JsonNode answer) {
    Map<String, Duration> holds = new HashMap<>();
    for (JsonNode group : answer.path("data").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        Duration hold = Duration.ofMillis((long) (1000 * rule.path("duration").asDouble(0)));
        holds.merge(rule.path("name").asString(""), hold, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    return holds;
  }

  static List<Sample> samples(JsonNode answer) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode series : answer.path("data").path("result")) {
      samples.add(
          new Sample(
              strings(series.path("metric")), number(series.path("value").path(1).asString())));
    }
    return samples;
  }

  static List<Track> tracks(JsonNode answer) {
    List<Track> tracks = new ArrayList<>();
    for (JsonNode series : answer.path("data").path("result")) {
      List<Track.Point> points = new ArrayList<>();
      for (JsonNode value : series.path("values")) {
        Instant at = Instant.ofEpochMilli(Math.round(1000 * value.path(0).asDouble()));
        points.add(new Track.Point(at, number(value.path(1).asString())));
      }
      tracks.add(new Track(strings(series.path("metric")), points));
    }
    return tracks;
  }

  static List<Alert> alerts(JsonNode answer) {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode alert : answer.path("data").path("alerts")) {
      alerts.add(
          new Alert(
              strings(alert.path("labels")),
              strings(alert.path("annotations")),
              alert.path("state").asString("").equals("firing"),
              OffsetDateTime.parse(alert.path("activeAt").asString()).toInstant()));
    }
    return alerts;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
    return strings;
  }

  private JsonNode get(String path) throws IOException {
    return get(path, PATIENCE_MILLIS);
  }

  private JsonNode get(String path, int patienceMillis) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(address + path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(patienceMillis);
    try (var in = connection.getInputStream()) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new IOException(address + " answered something that is no JSON", e);
    }
  }
}
