package dev.nines.slo.compiler.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A story told to the rules by promtool: series as they would have been scraped, and what must be
 * so at which moment.
 *
 * @param interval between two samples of a series
 */
public record RuleTest(
    String name,
    Duration interval,
    Pace pace,
    List<Series> series,
    List<Expectation> expectations) {
  public RuleTest {
    series = List.copyOf(series);
    expectations = List.copyOf(expectations);
  }

  /** How often promtool evaluates every group, whatever their own intervals. */
  public enum Pace {
    /** As the live groups, which makes the base series come twelve times too often. */
    LIVE(Duration.ofSeconds(5)),
    /** As the base groups, which makes the live series come twelve times too seldom. */
    BASE(Duration.ofMinutes(1));

    private final Duration interval;

    Pace(Duration interval) {
      this.interval = interval;
    }

    public Duration interval() {
      return interval;
    }
  }

  /**
   * One input series.
   *
   * @param selector name and labels
   * @param values in promtool's notation, {@code 0+5x10}
   */
  public record Series(String selector, String values) {}

  /**
   * What a query must answer.
   *
   * @param samples labels (as PromQL) and value of each sample; empty when there must be none
   */
  public record Expectation(Duration at, String query, Map<String, Double> samples) {
    public Expectation {
      samples = Map.copyOf(samples);
    }
  }
}
