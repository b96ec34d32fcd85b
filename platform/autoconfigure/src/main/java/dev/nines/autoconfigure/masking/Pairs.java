package dev.nines.autoconfigure.masking;

import java.util.Locale;
import java.util.Set;

/**
 * Reads {@code key=value}, {@code key: value}, {@code "key":"value"} and the like around their
 * separator, as logs, {@code toString}, JSON, headers, form bodies and XML write them.
 */
final class Pairs {
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_PORT = 5;
  private static final String REJECTED = "rejected value [";
  private static final Set<String> NO_VALUES = Set.of("null", "true", "false");

  /**
   * A piece of a text.
   *
   * @param from its first character
   * @param to after its last; {@code from} if it is empty
   */
  record Range(int from, int to) {
    boolean isEmpty() {
      return from >= to;
    }
  }

  private Pairs() {}

  /**
   * The key before the separator at {@code at}, without quotes; also one that is hidden with what
   * stands before it, for its value is not.
   */
  static Range key(String text, int at) {
    int to = at;
    while (to > 0 && at - to < 2 && text.charAt(to - 1) == ' ') {
      to--;
    }
    int quotes = to;
    while (to > 0 && quotes - to < 8 && "\"'`\\]".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    int from = to;
    while (from > 0 && to - from < LONGEST_KEY && isName(text.charAt(from - 1))) {
      from--;
    }
    return new Range(from, to);
  }

  static boolean isName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '$';
  }

  /** {@code token-store:8080} and {@code Token.java:12} are a host's port and a line. */
  static boolean isPort(String text, Range key, int at) {
    int end = Cards.groupEnd(text, at + 1);
    boolean dotted =
        text.substring(key.from(), key.to()).chars().anyMatch(c -> c == '.' || c == '-');
    return text.charAt(at) == ':'
        && key.to() == at
        && dotted
        && end > at + 1
        && end - at - 1 <= LONGEST_PORT
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  /** Words that stand for no value. */
  static boolean isNoValue(String value) {
    return NO_VALUES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** The value after the separator at {@code at}. */
  static Range value(String text, int at) {
    int from = valueStart(text, at);
    if (text.startsWith(REJECTED, from)) {
      return until(text, from + REJECTED.length(), "]; codes [", "];", "]");
    }
    int quote = from;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote < text.length() && "\"'`".indexOf(text.charAt(quote)) >= 0) {
      return quoted(text, from, quote);
    }
    if (from < text.length() && "[{".indexOf(text.charAt(from)) >= 0) {
      return new Range(from + 1, closing(text, from));
    }
    return new Range(from, bareEnd(text, from));
  }

  /** The value of a header of credentials: a scheme and what follows it. */
  static Range authorization(String text, int at) {
    Range value = value(text, at);
    int blank = value.to();
    if (value.from() != valueStart(text, at) || !continues(text, blank, ' ')) {
      return value;
    }
    int end = bareEnd(text, blank + 1);
    boolean single =
        text.startsWith("Bearer", value.from()) || text.startsWith("Basic", value.from());
    int comma = end < text.length() && text.charAt(end) == '"' ? end + 1 : end;
    boolean parameters = !single && continues(text, comma, ',');
    return parameters ? line(text, at) : new Range(value.from(), end);
  }

  /** The value of a header of cookies: pairs, each but the last with a semicolon. */
  static Range cookies(String text, int at) {
    Range value = value(text, at);
    int end = value.to();
    if (value.from() != valueStart(text, at)) {
      return value;
    }
    while (continues(text, end, ';')) {
      end = bareEnd(text, skipBlanks(text, end + 1));
    }
    return new Range(value.from(), end);
  }

  private static boolean continues(String text, int at, char separator) {
    return at + 2 < text.length()
        && text.charAt(at) == separator
        && !isBlank(text.charAt(at + (separator == ' ' ? 1 : 2)));
  }

  private static int valueStart(String text, int at) {
    int from = at + 1;
    while (from < text.length() && "=>".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return skipBlanks(text, from);
  }

  /** The text of an XML element that begins at {@code from}. */
  static Range element(String text, int from) {
    return until(text, from, "<");
  }

  /** What is left of the line. */
  static Range line(String text, int at) {
    int from = skipBlanks(text, at + 1);
    int to = from;
    while (to < text.length() && "\r\n".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return new Range(from, to);
  }

  private static int skipBlanks(String text, int at) {
    int from = at;
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
      from++;
    }
    return from;
  }

  private static Range until(String text, int from, String... ends) {
    for (String end : ends) {
      int to = text.indexOf(end, from);
      if (to >= 0) {
        return new Range(from, to);
      }
    }
    return new Range(from, text.length());
  }

  /** Up to the same quote with as many backslashes; to the text's end if that is missing. */
  private static Range quoted(String text, int from, int quote) {
    int slashes = quote - from;
    char end = text.charAt(quote);
    int run = 0;
    for (int i = quote + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == end && run == slashes && !(c == '\'' && isLetterAt(text, i + 1))) {
        return new Range(quote + 1, i - slashes);
      }
      run = c == '\\' ? run + 1 : 0;
      // An escaped character; in JSON within JSON each level doubles the backslashes.
      if (slashes == 0 && run == 1 && i + 1 < text.length()) {
        i++;
        run = 0;
      }
    }
    return new Range(quote + 1, text.length());
  }

  private static boolean isLetterAt(String text, int at) {
    return at < text.length() && Character.isLetter(text.charAt(at));
  }

  /** The bracket that closes the one at {@code open}, outside of strings; else the text's end. */
  private static int closing(String text, int open) {
    char opens = text.charAt(open);
    char closes = opens == '[' ? ']' : '}';
    int quote = text.indexOf('"', open);
    boolean escapedQuotes = quote > open && text.charAt(quote - 1) == '\\';
    boolean inString = false;
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && !escapedQuotes) {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && (c == opens || c == closes)) {
        depth += c == opens ? 1 : -1;
        if (depth == 0) {
          return i;
        }
      }
    }
    return text.length();
  }

  /** A value without quotes ends with a blank, or where the next pair or the text goes on. */
  private static int bareEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !isBlank(text.charAt(end)) && !endsAt(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '<';
  }

  private static boolean endsAt(String text, int at) {
    return switch (text.charAt(at)) {
      case ',', ';', '&', '|' -> isOutside(text, at) || isPairAfter(text, at + 1);
      case '"', '\'', '`', ')', ']', '}', '>', '.', ':' -> isOutside(text, at);
      case '\\' -> at + 1 < text.length() && "\"'nrt".indexOf(text.charAt(at + 1)) >= 0;
      default -> false;
    };
  }

  /** Whether nothing but punctuation follows before the next blank or the text's end. */
  private static boolean isOutside(String text, int at) {
    int next = at + 1;
    while (next < text.length()
        && next - at < 8
        && ",;.:)]}\"'`>".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next == text.length() || isBlank(text.charAt(next));
  }

  private static boolean isPairAfter(String text, int at) {
    int from = at;
    while (from < text.length() && from - at < 4 && " \"'\\".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < text.length() && to - from < LONGEST_KEY && isName(text.charAt(to))) {
      to++;
    }
    int end = to;
    while (end < text.length() && end - to < 3 && "\"'\\".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return to > from && end < text.length() && "=:".indexOf(text.charAt(end)) >= 0;
  }
}
