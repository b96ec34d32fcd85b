package dev.nines.slo.compiler.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A story told to the rules by promtool: series as they would have been scraped, and what must be
 * so at which moment.
 *
 * @param interval between two samples of a series
 * @param evaluation between two evaluations, of every group alike: promtool ignores their intervals
 */
public record RuleTest(
    String name,
    Duration interval,
    Duration evaluation,
    List<Series> series,
    List<Expectation> expectations) {
  public RuleTest {
    series = List.copyOf(series);
    expectations = List.copyOf(expectations);
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
