package dev.nines.autoconfigure.overload;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limit.window.PercentileSampleWindowFactory;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are worked on at once. Once a window, the limit grows by one if it was needed
 * and nine of ten requests were answered within the target, and shrinks by a fifth if they were
 * not: AIMD, as TCP does it. Thread-safe; takes no lock but at a window's end.
 */
final class AdmissionLimiter {
  private static final long WINDOW_MILLIS = 250;

  /**
   * A window with fewer answers moves nothing: the slowest of nine would be chance. On a small
   * machine under overload there may be no more than these.
   */
  private static final int MINIMUM_SAMPLES = 10;

  /** The percentile is that of the first so many answers of a window. */
  private static final int SAMPLES = 50;

  private static final double PERCENTILE = 0.9;
  private static final double BACKOFF = 0.8;

  private final SimpleLimiter<Void> limiter;

  AdmissionLimiter(OverloadProperties properties) {
    Limit aimd =
        AIMDLimit.newBuilder()
            .timeout(properties.target().toNanos(), TimeUnit.NANOSECONDS)
            .minLimit(properties.minimum())
            .initialLimit(properties.initial())
            .maxLimit(properties.maximum())
            .backoffRatio(BACKOFF)
            .build();
    Limit windowed =
        WindowedLimit.newBuilder()
            .minWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
            .maxWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
            .windowSize(MINIMUM_SAMPLES)
            .sampleWindowFactory(PercentileSampleWindowFactory.of(PERCENTILE, SAMPLES))
            .build(aimd);
    this.limiter = SimpleLimiter.newBuilder().limit(windowed).build();
  }

  /** A place for one request, which must be given back; null if there is none. */
  Limiter.@Nullable Listener acquire() {
    return limiter.acquire(null).orElse(null);
  }

  int limit() {
    return limiter.getLimit();
  }

  int inFlight() {
    return limiter.getInflight();
  }
}
