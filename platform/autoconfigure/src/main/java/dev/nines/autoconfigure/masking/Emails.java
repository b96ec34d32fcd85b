package dev.nines.autoconfigure.masking;

/** Finds the ends of an e-mail address around its {@code @}, which in a URL may be {@code %40}. */
final class Emails {
  /** RFC 5321, 4.5.3.1. */
  private static final int LONGEST_LOCAL = 64;

  private static final int LONGEST_DOMAIN = 255;

  private Emails() {}

  /**
   * Where the local part begins; {@code at} if there is none.
   *
   * @param floor what must not be looked at any more ends here
   */
  static int start(String text, int floor, int at) {
    int start = at;
    while (start > floor && at - start < LONGEST_LOCAL && isLocal(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Where the domain ends that begins at {@code from}; {@code from} if it is none. */
  static int end(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_DOMAIN && isDomain(text.charAt(end))) {
      end++;
    }
    while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    int dot = text.lastIndexOf('.', end - 1);
    boolean topLevel = dot > from && end - dot > 2 && Character.isLetter(text.charAt(dot + 1));
    return topLevel ? end : from;
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }
}
