package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.PathTree.Cursor;
import dev.nines.autoconfigure.masking.policy.DataMaskPolicy;
import dev.nines.autoconfigure.masking.policy.Signal;
import java.util.List;

/**
 * Hides what must not be seen in one signal, by the policies that were in force when it was made.
 * Immutable; thread-safe.
 */
public final class Mask {
  /** Texts are cut at so many characters, in log lines and spans alike. */
  public static final int MAX_TEXT = 16_384;

  static final String HIDDEN = "***";

  /** What is read beyond the cut, so that a secret which the cut would halve is found. */
  private static final int AHEAD = 1024;

  private static final int LONGEST_TAIL = 4;

  private final Signal signal;
  private final Rules rules;
  private final Hash hash;
  private final MaskedValues values;

  Mask(Signal signal, List<DataMaskPolicy> policies, Hash hash, MaskedValues values) {
    this.signal = signal;
    this.rules = new Rules(policies, signal);
    this.hash = hash;
    this.values = values;
  }

  /** The defaults alone. */
  static Mask ofDefaults(Signal signal) {
    return new Mask(signal, List.of(), Hash.random(), new MaskedValues());
  }

  /** For one log line or span. */
  public MaskedEvent event() {
    return new MaskedEvent(this);
  }

  Rules rules() {
    return rules;
  }

  /** A text without what the rules find in it, at most {@value #MAX_TEXT} characters of it. */
  String text(String text) {
    return text(text, Cursor.NONE, 0);
  }

  /**
   * The same for the value of a key.
   *
   * @param at after the key
   * @param depth how many texts with JSON it lies in
   */
  String text(String text, Cursor at, int depth) {
    String read = text.length() <= MAX_TEXT + AHEAD ? text : text.substring(0, MAX_TEXT + AHEAD);
    return cut(new TextScan(this, read, end(read, MAX_TEXT), at, depth).masked());
  }

  /** What stands for a value. */
  String hide(Verdict verdict, String value) {
    values.add(signal, verdict);
    return switch (verdict.type()) {
      case REDACT -> HIDDEN;
      case HASH_SHA256 -> hash.of(value);
      case PARTIAL -> HIDDEN + tail(value);
    };
  }

  private static String tail(String value) {
    int characters = value.codePointCount(0, value.length());
    int shown = Math.min(LONGEST_TAIL, characters / LONGEST_TAIL);
    return value.substring(value.offsetByCodePoints(value.length(), -shown));
  }

  static String cut(String text) {
    return cut(text, MAX_TEXT);
  }

  /**
   * The beginning of a text.
   *
   * @param most so many characters of it at most, above 0
   */
  public static String cut(String text, int most) {
    int end = end(text, most);
    return end == text.length() ? text : text.substring(0, end);
  }

  /** Where a text is cut: never within a character. */
  private static int end(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }
}
