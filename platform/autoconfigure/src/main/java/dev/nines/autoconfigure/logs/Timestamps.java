package dev.nines.autoconfigure.logs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Instants as RFC 3339 in UTC with milliseconds, such as {@code 2026-01-31T09:05:00.007Z}. All of
 * one second share what is before the point, which is formatted once. Thread-safe.
 */
final class Timestamps {
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A second since the epoch, and its text up to the point. */
  private record Second(long epoch, String text) {
    static Second of(Instant instant) {
      return new Second(instant.getEpochSecond(), TO_THE_SECOND.format(instant));
    }
  }

  private volatile Second last = Second.of(Instant.EPOCH);

  String text(Instant instant) {
    Second second = last;
    if (second.epoch != instant.getEpochSecond()) {
      second = Second.of(instant);
      last = second;
    }
    int millis = instant.getNano() / NANOS_PER_MILLI;
    return second.text + digit(millis / 100) + digit(millis / 10 % 10) + digit(millis % 10) + 'Z';
  }

  private static char digit(int value) {
    return (char) ('0' + value);
  }
}
