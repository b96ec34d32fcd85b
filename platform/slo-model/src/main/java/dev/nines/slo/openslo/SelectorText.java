package dev.nines.slo.openslo;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Matcher.Operator;
import dev.nines.slo.model.Selector;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Parses a bare selector, {@code metric{label="value",...}}. Anything more, a function or a range,
 * is refused: rate, window and aggregation are the compiler's.
 */
final class SelectorText {
  private static final Pattern SPACE = Pattern.compile("\\s*");
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern OPERATOR = Pattern.compile("=~|!~|!=|=");
  private static final Pattern STRING =
      Pattern.compile(
          "\"((?:[^\"\\\\\\n]|\\\\[\\\\\"'nt])*+)\"|'((?:[^'\\\\\\n]|\\\\[\\\\\"'nt])*+)'");

  /** What Java's regular expressions have and Prometheus' (RE2) do not. */
  private static final Pattern NOT_RE2 =
      Pattern.compile("\\(\\?(=|!|<=|<!|>)|\\\\[1-9kGZ]|[*+?}]\\+");

  private static final int MAX_REGEX = 1000;

  private final Text text;
  private int at;

  private SelectorText(Text text) {
    this.text = text;
  }

  static Optional<Selector> read(Text text, Report report) {
    try {
      return Optional.of(new SelectorText(text).selector());
    } catch (Stop stop) {
      report.add(text.at(stop.offset), stop.fact, stop.fix);
      return Optional.empty();
    }
  }

  private Selector selector() throws Stop {
    skip(SPACE);
    var metric = expect(METRIC, "a metric's name");
    skip(SPACE);
    var matchers = at < text.value().length() && peek() == '{' ? matchers() : List.<Matcher>of();
    skip(SPACE);
    if (at < text.value().length()) {
      throw new Stop(
          at,
          "'" + Block.shorten(text.value().substring(at)) + "' follows the selector",
          "Write a bare selector; the compiler adds rate, window and aggregation");
    }
    return new Selector(metric, matchers);
  }

  private List<Matcher> matchers() throws Stop {
    var matchers = new ArrayList<Matcher>();
    at++;
    skip(SPACE);
    while (peek() != '}') {
      matchers.add(matcher());
      skip(SPACE);
      if (peek() == ',') {
        at++;
        skip(SPACE);
      } else if (peek() != '}') {
        throw new Stop(at, "A matcher must be followed by ',' or '}'", "Add the missing one");
      }
    }
    at++;
    return matchers;
  }

  private Matcher matcher() throws Stop {
    var label = expect(LABEL, "a label's name");
    skip(SPACE);
    var operator = operator(expect(OPERATOR, "=, !=, =~ or !~"));
    skip(SPACE);
    int start = at;
    var value = unquote(expect(STRING, "a quoted value"));
    if (operator == Operator.REGEX || operator == Operator.NOT_REGEX) {
      checkRegex(start, value);
    }
    return new Matcher(label, operator, value);
  }

  private static Operator operator(String symbol) {
    return switch (symbol) {
      case "=~" -> Operator.REGEX;
      case "!~" -> Operator.NOT_REGEX;
      case "!=" -> Operator.NOT_EQUAL;
      default -> Operator.EQUAL;
    };
  }

  private static void checkRegex(int start, String value) throws Stop {
    var fact = "'" + Block.shorten(value) + "' is not a regular expression that Prometheus knows";
    if (value.length() > MAX_REGEX || NOT_RE2.matcher(value).find()) {
      throw new Stop(start, fact, "Use RE2's syntax: no look-around, no back-references");
    }
    try {
      var _ = Pattern.compile(value.replace("(?P<", "(?<"));
    } catch (PatternSyntaxException e) {
      throw new Stop(start, fact, "Mend it: " + Block.shorten(e.getDescription()));
    }
  }

  private static String unquote(String quoted) {
    var escaped = quoted.substring(1, quoted.length() - 1);
    var value = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        c = escaped.charAt(++i);
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
      }
      value.append(c);
    }
    return value.toString();
  }

  private char peek() throws Stop {
    if (at >= text.value().length()) {
      throw new Stop(at, "The selector ends too early", "Close it with '}'");
    }
    return text.value().charAt(at);
  }

  private void skip(Pattern pattern) {
    var matcher = pattern.matcher(text.value()).region(at, text.value().length());
    at = matcher.lookingAt() ? matcher.end() : at;
  }

  private String expect(Pattern pattern, String what) throws Stop {
    var matcher = pattern.matcher(text.value()).region(at, text.value().length());
    if (!matcher.lookingAt()) {
      var rest = text.value().substring(at);
      var found = rest.isEmpty() ? "the end" : "'" + Block.shorten(rest) + "'";
      throw new Stop(at, "Expected " + what + ", was " + found, "Write metric{label=\"value\"}");
    }
    at = matcher.end();
    return matcher.group();
  }

  /** Ends the parse at the first mistake: what follows it would be guesswork. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;
    private final int offset;
    private final String fact;
    private final String fix;

    Stop(int offset, String fact, String fix) {
      super(fact, null, false, false);
      this.offset = offset;
      this.fact = fact;
      this.fix = fix;
    }
  }
}
