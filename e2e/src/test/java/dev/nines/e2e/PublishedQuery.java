package dev.nines.e2e;

import java.time.Instant;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * PromQL that people are given.
 *
 * @param place where, for people
 * @param range whether values over time are asked for, or the present one
 * @param exemplars whether the traces behind it are shown
 */
record PublishedQuery(String place, String expression, boolean range, boolean exemplars) {
  private static final int MINUTES = 5;

  /** What the Prometheus of {@code sandbox} answers: its {@code result} array. */
  private JsonNode askedOf(Sandbox sandbox) {
    long now = Instant.now().getEpochSecond();
    String query = "query=" + Sandbox.encode(expression);
    JsonNode answer =
        range
            ? sandbox.prometheus(
                "query_range?step=15&start=%d&end=%d&%s".formatted(now - MINUTES * 60, now, query))
            : sandbox.prometheus("query?" + query);
    if (!answer.path("status").asString().equals("success")) {
      throw new AssertionError(this + ": " + answer.path("error").asString());
    }
    return answer.at("/data/result");
  }

  /** Whether Prometheus answers a number at any time: a series of nothing but NaN shows nothing. */
  boolean hasData(Sandbox sandbox) {
    return GrafanaDashboard.list(askedOf(sandbox)).stream()
        .flatMap(series ->
            Stream.concat(
                Stream.of(series.path("value")),
                GrafanaDashboard.list(series.path("values")).stream()))
        .map(sample -> sample.path(1).asString(""))
        .anyMatch(value -> !value.isEmpty() && Double.isFinite(number(value)));
  }

  private static double number(String value) {
    return switch (value) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(value);
    };
  }

  /** How many traces Prometheus knows behind it. */
  int exemplarsIn(Sandbox sandbox) {
    long now = Instant.now().getEpochSecond();
    JsonNode answer =
        sandbox.prometheus(
            "query_exemplars?start=%d&end=%d&query=%s"
                .formatted(now - 3600, now, Sandbox.encode(expression)));
    return GrafanaDashboard.list(answer.path("data")).stream()
        .mapToInt(series -> series.path("exemplars").size())
        .sum();
  }
}
