package dev.nines.cli.telemetry;

import java.util.HexFormat;

/**
 * A trace's identity, 128 bits.
 *
 * @param high its first 16 hexadecimal digits
 * @param low its last 16, which are random also where the first are not
 */
record TraceId(long high, long low) {
  private static final int DIGITS = 32;
  private static final int HALF = 16;

  /**
   * @param digits 32 hexadecimal ones
   * @throws IllegalArgumentException if they are not
   */
  static TraceId parse(String digits) {
    if (digits.length() != DIGITS) {
      throw new IllegalArgumentException("trace id must have 32 digits, was: '" + digits + "'");
    }
    return new TraceId(
        HexFormat.fromHexDigitsToLong(digits, 0, HALF),
        HexFormat.fromHexDigitsToLong(digits, HALF, DIGITS));
  }
}
