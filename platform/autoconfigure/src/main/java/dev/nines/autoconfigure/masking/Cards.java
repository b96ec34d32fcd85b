package dev.nines.autoconfigure.masking;

/**
 * Finds card numbers (ISO/IEC 7812): 13 to 19 digits whose check digit is right, in one group or in
 * groups that blanks, dashes or dots separate.
 */
final class Cards {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;
  private static final int GROUP = 4;
  private static final int LONGEST_GROUP = 7;
  private static final int UATP = 15;

  private Cards() {}

  /** Where the digits that begin at {@code from} end. */
  static int groupEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Where the card number ends that begins at {@code from}; -1 if none does.
   *
   * @param groupEnd where the first group of digits ends
   */
  static int end(String text, int from, int groupEnd) {
    int length = groupEnd - from;
    int end = -1;
    if (length >= SHORTEST && length <= LONGEST) {
      end = isCard(text, from, groupEnd) ? groupEnd : -1;
    } else if (length == GROUP && groupEnd < text.length() && separates(text.charAt(groupEnd))) {
      end = grouped(text, from, groupEnd);
    }
    return end >= 0 && !isPartOfId(text, from, end) ? end : -1;
  }

  /** The longest that is one: a number of 16 digits may be followed by more. */
  private static int grouped(String text, int from, int firstEnd) {
    char separator = text.charAt(firstEnd);
    int digits = GROUP;
    int end = firstEnd;
    int found = -1;
    int length = GROUP;
    while (length >= GROUP && end < text.length() && text.charAt(end) == separator) {
      int next = groupEnd(text, end + 1);
      length = next - end - 1;
      digits += length;
      if (length == 0 || length > LONGEST_GROUP || digits > LONGEST) {
        break;
      }
      end = next;
      found = digits >= SHORTEST && isCard(text, from, end) ? end : found;
    }
    return found;
  }

  /**
   * No card begins with 0, and with 1 only those of airlines (UATP), which have 15 digits; so
   * moments in milliseconds, microseconds and nanoseconds are none.
   */
  private static boolean isCard(String text, int from, int to) {
    char first = text.charAt(from);
    return first != '0' && (first != '1' || to - from == UATP) && isLuhn(text, from, to);
  }

  /** Luhn's check digit, without regard to separators. */
  private static boolean isLuhn(String text, int from, int to) {
    int sum = 0;
    boolean doubled = false;
    for (int i = to - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        int digit = c - '0';
        sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
        doubled = !doubled;
      }
    }
    return sum % 10 == 0;
  }

  /** Hexadecimal ids hold long runs of digits, too. A word such as {@code pan4111...} is no id. */
  private static boolean isPartOfId(String text, int from, int to) {
    return isHex(text, from - 1, -1) || isHex(text, to, 1);
  }

  /** Whether what borders on the digits goes on like a hexadecimal number. */
  private static boolean isHex(String text, int first, int step) {
    int at = first;
    while (at >= 0 && at < text.length() && isHexLetter(text.charAt(at))) {
      at += step;
    }
    char beyond = at >= 0 && at < text.length() ? text.charAt(at) : ' ';
    return isDigit(beyond) || (at != first && !isLetter(beyond));
  }

  private static boolean separates(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '\u00a0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHexLetter(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
