package dev.nines.order.ordering;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Source of UUIDv7 (RFC 9562): each id is greater than the one before it, also within a millisecond
 * and when the clock steps back. Thread-safe.
 */
@Component
class OrderIds {
  private static final int FRACTIONS_PER_MILLI = 4096;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** 48 bits of milliseconds, then 12 bits of a millisecond's fraction (RFC 9562, method 3). */
  private final AtomicLong last = new AtomicLong();

  OrderIds(Clock clock) {
    this.clock = clock;
  }

  UUID next() {
    long now = stamp(clock.instant());
    long stamp = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long high = ((stamp >>> 12) << 16) | 0x7000 | (stamp & 0xFFF);
    long low = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(high, low);
  }

  private static long stamp(Instant instant) {
    long millis = instant.toEpochMilli();
    long nanos = Duration.between(Instant.ofEpochMilli(millis), instant).toNanos();
    return (millis << 12) | (nanos * FRACTIONS_PER_MILLI / 1_000_000);
  }
}
