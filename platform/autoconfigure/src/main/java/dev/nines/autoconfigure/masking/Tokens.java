package dev.nines.autoconfigure.masking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Finds JSON Web Tokens and the credentials that follow the name of a scheme. */
final class Tokens {
  /** What begins every JWT: a brace and a quote in base64url. */
  static final String JWT_START = "eyJ";

  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";
  private static final int SHORTEST_HEADER = 10;
  private static final int LONGEST_BASIC = 1024;

  /** What stands after "Bearer" where people speak about it (RFC 6750, 3). */
  private static final Set<String> PROSE =
      Set.of(
          "token",
          "tokens",
          "auth",
          "authentication",
          "authorization",
          "scheme",
          "realm",
          "error",
          "is",
          "was",
          "not",
          "missing",
          "required",
          "format",
          "header",
          "and",
          "or",
          "in",
          "from");

  private Tokens() {}

  /**
   * Where the JWT ends that begins at {@code from}; -1 if none does. One that the text's end cuts
   * is one, too.
   */
  static int jwtEnd(String text, int from) {
    int end = runEnd(text, from);
    if (end - from < SHORTEST_HEADER) {
      return -1;
    }
    if (end == text.length()) {
      return end;
    }
    int parts = 0;
    for (int next = partStart(text, end); next > 0; next = partStart(text, end)) {
      end = runEnd(text, next);
      parts++;
    }
    return parts > 0 ? end : -1;
  }

  /** After a dot, or two: an encrypted token may leave its key out. -1 if there is none. */
  private static int partStart(String text, int end) {
    int start = end;
    while (start < text.length() && start < end + 2 && text.charAt(start) == '.') {
      start++;
    }
    return start > end && start < text.length() && isWord(text.charAt(start)) ? start : -1;
  }

  /** Where the letters of base64url end that begin at {@code from}. */
  static int runEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '-' || c == '_';
  }

  /**
   * Where the credentials begin if the name of a scheme stands at {@code from} (RFC 6750, RFC
   * 7617); -1 if none does.
   */
  static int schemeEnd(String text, int from) {
    if (from + 1 == text.length() || (from > 0 && isAlphanumeric(text.charAt(from - 1)))) {
      return -1;
    }
    int second = text.charAt(from + 1) | 0x20;
    int end = -1;
    if (second != 'e' && second != 'a') {
      return -1;
    }
    if (text.regionMatches(true, from, BEARER, 0, BEARER.length())) {
      end = blanksEnd(text, from + BEARER.length());
    } else if (text.regionMatches(true, from, BASIC, 0, BASIC.length())) {
      end = blanksEnd(text, from + BASIC.length());
    }
    return end;
  }

  /** -1 where there is no blank. */
  private static int blanksEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end > from ? end : -1;
  }

  /** Where the credentials of a scheme end; {@code from} if they are none. */
  static int credentialsEnd(String text, int scheme, int from) {
    int end = from;
    while (end < text.length() && isToken68(text.charAt(end))) {
      end++;
    }
    boolean basic = (text.charAt(scheme + 1) | 0x20) == 'a';
    String found = text.substring(from, end);
    return (basic ? isBasic(found) : !isProse(found)) ? end : from;
  }

  private static boolean isProse(String word) {
    String bare = word.endsWith("=") ? word.substring(0, word.length() - 1) : word;
    return PROSE.contains(bare.toLowerCase(Locale.ROOT));
  }

  /** Basic credentials are the base64 of a text with a colon; a word after "basic" is not. */
  private static boolean isBasic(String word) {
    if (word.length() < 2 || word.length() > LONGEST_BASIC) {
      return word.length() > LONGEST_BASIC;
    }
    try {
      byte[] text = Base64.getDecoder().decode(word);
      return new String(text, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isToken68(char c) {
    return isAlphanumeric(c) || "-._~+/=".indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
