package dev.nines.e2e;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in variables as Grafana does before it sends a query.
 *
 * @param values by name, as they stand in a query: a choice of all is a pattern
 * @see <a
 *     href="https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/">Grafana:
 *     Variables</a>
 */
record Interpolation(Map<String, String> values) {
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?::\\w+)?}");

  /** Of prometheus.yml, and what the data source is told. */
  private static final Duration SCRAPE = Duration.ofSeconds(2);

  /** Of the time a dashboard shows at first. */
  private static final Duration RANGE = Duration.ofHours(1);

  /** Of the widest panel, over that time. */
  private static final Duration STEP = Duration.ofSeconds(5);

  Interpolation {
    values = Map.copyOf(values);
  }

  Interpolation with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Interpolation(more);
  }

  /**
   * With the windows of a panel.
   *
   * @param minimum its own shortest step; zero where it has none
   */
  Interpolation windows(Duration minimum) {
    Duration step = minimum.compareTo(STEP) > 0 ? minimum : STEP;
    Duration rate = step.plus(SCRAPE);
    Duration least = SCRAPE.multipliedBy(4);
    return with("__interval", seconds(step))
        .with("__rate_interval", seconds(rate.compareTo(least) > 0 ? rate : least))
        .with("__range", seconds(RANGE));
  }

  /** A name that is no variable stays as it is: {@code $1} is PromQL's. */
  String of(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          String name = found.group(1) == null ? found.group(2) : found.group(1);
          return Matcher.quoteReplacement(values.getOrDefault(name, found.group()));
        });
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
