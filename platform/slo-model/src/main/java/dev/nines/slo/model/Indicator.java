package dev.nines.slo.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an SLO counts. Every indicator lowers to bad and total events. */
public sealed interface Indicator {
  /** Two counters of events; {@code bad} is a subset of {@code total}. */
  record BadOfTotal(Selector bad, Selector total) implements Indicator {}

  /** Two counters of events; {@code good} is a subset of {@code total}, and the rest is bad. */
  record GoodOfTotal(Selector good, Selector total) implements Indicator {}

  /**
   * A classic histogram in seconds: an event slower than {@code limit} is bad.
   *
   * @param bucket the good events, a {@code _seconds_bucket} series with an {@code le} of exactly
   *     {@code limit}
   * @param total all events
   * @param limit above 0
   */
  record Latency(Selector bucket, Selector total, Duration limit) implements Indicator {
    public Latency {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("limit must be above 0, was: " + limit);
      }
    }
  }

  /**
   * Any PromQL expression that is a share of bad (or good) events, from 0 to 1. It says nothing of
   * how many events there were, so each minute weighs the same.
   *
   * @param query an instant expression, of one series
   * @param meaning whether 1 means that all is bad or that all is good
   * @param values what the share is of, where it is one of values that a bound divides
   */
  record RawRatio(String query, RatioOf meaning, Optional<Values> values) implements Indicator {
    public RawRatio(String query, RatioOf meaning) {
      this(query, meaning, Optional.empty());
    }

    /**
     * The share of values that are not good, of as many series as {@code query} has. A value that
     * is not a number is none.
     *
     * @param query an instant expression of any unit
     * @param good how a good value compares with {@code bound}
     */
    public static RawRatio ofValues(String query, Comparison good, BigDecimal bound) {
      var numbers = "(%s) == (%s)".formatted(query, query);
      var bad =
          "(%s) %s bool %s".formatted(numbers, good.opposite().symbol(), bound.toPlainString());
      return new RawRatio(bad, RatioOf.FAILURE, Optional.of(new Values(query, good, bound)));
    }

    /** Values of {@code query}, of which those are good that {@code good} the bound. */
    public record Values(String query, Comparison good, BigDecimal bound) {}
  }

  /**
   * Several SLOs as one: its error ratio is the mean of theirs, by weight; those that have no data
   * are left out of it.
   *
   * @param parts at least one
   */
  record Composite(List<Part> parts) implements Indicator {
    public Composite {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("parts must not be empty");
      }
    }

    /**
     * One of them.
     *
     * @param weight above 0; what counts is its share of all weights
     */
    public record Part(Slo slo, BigDecimal weight) {
      public Part {
        if (weight.signum() <= 0) {
          throw new IllegalArgumentException("weight must be above 0, was: " + weight);
        }
      }
    }

    /** The mean of the parts' objectives, by weight: kept exactly where each part keeps its own. */
    public Objective objective() {
      var weights = parts.stream().map(Part::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
      var sum =
          parts.stream()
              .map(part -> part.weight.multiply(part.slo.objective().percent()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return new Objective(sum.divide(weights, MathContext.DECIMAL64));
    }
  }

  /** How a value compares with a bound; OpenSLO's {@code op}. */
  enum Comparison {
    LT("<"),
    LTE("<="),
    GT(">"),
    GTE(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    /** As PromQL. */
    public String symbol() {
      return symbol;
    }

    /** What holds exactly when this does not. */
    public Comparison opposite() {
      return switch (this) {
        case LT -> GTE;
        case LTE -> GT;
        case GT -> LTE;
        case GTE -> LT;
      };
    }
  }

  /** What the share in a {@link RawRatio} is a share of; OpenSLO's {@code rawType}. */
  enum RatioOf {
    FAILURE,
    SUCCESS
  }
}
