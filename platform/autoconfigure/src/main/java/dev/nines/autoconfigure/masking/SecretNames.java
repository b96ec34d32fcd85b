package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.Default;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a key's name alone that its value lets somebody in: {@code password}, {@code
 * X-Api-Key}, {@code clientSecret}, {@code Set-Cookie}. It errs on the side of hiding.
 */
final class SecretNames {
  private static final int SHORTEST = 3;

  /** Of a longer name the end counts, which says what it is. */
  private static final int LONGEST = 64;

  /** Said anywhere in a name, whatever separates its words; by their first letters. */
  private static final String[][] CREDENTIALS =
      byFirstLetter(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "secret",
          "token",
          "credential",
          "authorization",
          "apikey",
          "accesskey",
          "privatekey",
          "signingkey",
          "encryptionkey");

  private static final String[][] COOKIES = byFirstLetter("cookie", "sessionid", "sessid");

  /** The whole name, or its last word. */
  private static final List<String> LAST_WORDS =
      List.of("pwd", "pass", "pin", "cvv", "cvv2", "cvc", "cvc2", "otp", "jwt", "bearer");

  /** Names that end so speak about a credential and hold none. */
  private static final List<String> DESCRIPTIONS =
      List.of(
          "count",
          "type",
          "ttl",
          "policy",
          "length",
          "limit",
          "endpoint",
          "expiry",
          "expires",
          "exception",
          "error",
          "java",
          "kt");

  private SecretNames() {}

  static @Nullable Default of(String name) {
    return of(name, 0, name.length());
  }

  /** Which default hides the value of the key that stands from {@code begin} to {@code to}. */
  static @Nullable Default of(String text, int begin, int to) {
    int from = Math.max(begin, to - LONGEST);
    if (to - from < SHORTEST) {
      return null;
    }
    char[] letters = new char[to - from];
    int size = letters(text, from, to, letters);
    if (contains(letters, size, COOKIES)) {
      return Default.COOKIES;
    }
    boolean named = contains(letters, size, CREDENTIALS) || endsWithWord(text, from, to);
    return named && !isDescription(letters, size) ? Default.CREDENTIALS : null;
  }

  /** A name's letters and digits, in lower case. */
  private static int letters(String text, int from, int to, char[] letters) {
    int size = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        letters[size++] = (char) (c | 0x20);
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        letters[size++] = c;
      }
    }
    return size;
  }

  private static boolean contains(char[] letters, int size, String[][] words) {
    for (int i = 0; i < size; i++) {
      for (String word : words[letters[i]]) {
        if (startsWith(letters, i, size, word)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsWith(char[] letters, int at, int size, String word) {
    if (size - at < word.length()) {
      return false;
    }
    for (int i = 1; i < word.length(); i++) {
      if (letters[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDescription(char[] letters, int size) {
    String name = new String(letters, 0, size);
    return DESCRIPTIONS.stream().anyMatch(name::endsWith);
  }

  private static boolean endsWithWord(String text, int from, int to) {
    for (String word : LAST_WORDS) {
      int start = to - word.length();
      if (start >= from
          && text.regionMatches(true, start, word, 0, word.length())
          && beginsWord(text, from, start)) {
        return true;
      }
    }
    return false;
  }

  /** A word begins after a separator, or with a capital after a small letter. */
  private static boolean beginsWord(String text, int from, int at) {
    return at == from
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || (Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1)));
  }

  private static String[][] byFirstLetter(String... words) {
    String[][] letters = new String[128][];
    for (int i = 0; i < letters.length; i++) {
      char letter = (char) i;
      letters[i] =
          Arrays.stream(words).filter(word -> word.charAt(0) == letter).toArray(String[]::new);
    }
    return letters;
  }
}
