package dev.nines.autoconfigure.overload;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limit.window.PercentileSampleWindowFactory;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are worked on at once. Once a window, {@link AdmissionLimit} is told how long
 * the slowest of the first nine in ten took. Thread-safe; takes no lock but at a window's end.
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

  private final AdmissionLimit admission;
  private final SimpleLimiter<Void> limiter;

  /**
   * As it begins.
   *
   * @param busy whether all cores were, since it was last asked
   */
  AdmissionLimiter(OverloadProperties properties, BooleanSupplier busy) {
    this.admission = new AdmissionLimit(properties, busy);
    Limit windowed =
        WindowedLimit.newBuilder()
            .minWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
            .maxWindowTime(WINDOW_MILLIS, TimeUnit.MILLISECONDS)
            .windowSize(MINIMUM_SAMPLES)
            .sampleWindowFactory(PercentileSampleWindowFactory.of(PERCENTILE, SAMPLES))
            .build(admission);
    this.limiter = SimpleLimiter.newBuilder().limit(windowed).build();
  }

  /** A place for one request, which must be given back; null if there is none. */
  Limiter.@Nullable Listener acquire() {
    Limiter.@Nullable Listener place = limiter.acquire(null).orElse(null);
    if (place == null) {
      admission.refused();
    }
    return place;
  }

  int limit() {
    return limiter.getLimit();
  }

  int inFlight() {
    return limiter.getInflight();
  }
}
