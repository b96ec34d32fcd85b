package dev.nines.autoconfigure.masking;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Finds the parameters of URLs' queries. */
final class Queries {
  private static final int LONGEST_NAME = 128;

  private Queries() {}

  /** Where the name of a parameter ends. */
  static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_NAME && isName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Where its value ends: with the next parameter, or with the URL; not with punctuation. */
  static int valueEnd(String text, int from) {
    int end = from;
    while (end < text.length() && " \t\r\n\"'<>#&\\`".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    boolean goesOn = end < text.length() && text.charAt(end) == '&';
    while (!goesOn && end > from && ",;:.)]}".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** The value as the application saw it. */
  static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return value;
    }
  }

  private static boolean isName(char c) {
    return Pairs.isName(c) || "[]%+;:~*!@".indexOf(c) >= 0;
  }
}
