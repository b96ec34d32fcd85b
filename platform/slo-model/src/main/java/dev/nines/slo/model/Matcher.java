package dev.nines.slo.model;

import java.util.List;
import java.util.regex.Pattern;

/** One condition on a label, as in {@code status=~"success|failed"}. */
public record Matcher(String label, Operator operator, String value) {
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern LITERAL = Pattern.compile("[\\w :/@,;=%&~#<>'\"!-]*");

  /** How a label is compared; regular expressions are anchored at both ends. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  public Matcher {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("label must match " + LABEL + ", was: " + label);
    }
  }

  public static Matcher equal(String label, String value) {
    return new Matcher(label, Operator.EQUAL, value);
  }

  /**
   * The label values this matcher names one by one: one for {@code =}, each alternative of {@code
   * =~"a|b"}; empty when it excludes values or its expression cannot be written out.
   */
  public List<String> namedValues() {
    return switch (operator) {
      case EQUAL -> List.of(value);
      case REGEX -> alternatives();
      case NOT_EQUAL, NOT_REGEX -> List.of();
    };
  }

  private List<String> alternatives() {
    var parts = List.of(value.split("\\|", -1));
    return parts.stream().allMatch(part -> LITERAL.matcher(part).matches()) ? parts : List.of();
  }

  /** As PromQL. */
  @Override
  public String toString() {
    var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return label + operator.symbol() + '"' + escaped + '"';
  }
}
