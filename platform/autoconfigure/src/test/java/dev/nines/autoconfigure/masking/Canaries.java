package dev.nines.autoconfigure.masking;

import java.util.Base64;
import java.util.Random;

/** Secrets of all kinds, each of them new. */
final class Canaries {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  private Canaries() {}

  /** A word that says what it is, so that a found one can be told from chance. */
  static String word(Random random) {
    return "cnry" + pick(random, LETTERS + DIGITS, 16);
  }

  static String jwt(Random random) {
    return "eyJ" + pick(random, LETTERS, 20) + "." + word(random) + "." + word(random);
  }

  static String basic(Random random) {
    return Base64.getEncoder()
        .encodeToString(("u:" + word(random)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static String email(Random random) {
    return word(random) + "@" + pick(random, LETTERS, 6) + ".example";
  }

  /** 16 digits, the last of which is Luhn's check digit. */
  static String card(Random random) {
    String digits = (2 + random.nextInt(8)) + pick(random, DIGITS, 14);
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int digit = digits.charAt(i) - '0';
      sum += i % 2 == 0 ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
    }
    return digits + (10 - sum % 10) % 10;
  }

  private static String pick(Random random, String from, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }
}
