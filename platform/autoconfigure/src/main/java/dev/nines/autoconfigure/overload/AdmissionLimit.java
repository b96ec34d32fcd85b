package dev.nines.autoconfigure.overload;

import com.netflix.concurrency.limits.limit.AbstractLimit;

/**
 * A limit that follows how long answers take: additive increase, multiplicative decrease, with two
 * ways to grow faster. Far from the target it grows by a quarter. And while nothing is refused
 * there is no overload: then it goes back to where it began, needed or not, so that the burst which
 * a pause leaves behind is not shed for what was slow before.
 */
final class AdmissionLimit extends AbstractLimit {
  private static final double DECREASE = 0.8;

  /** Of the target: below it, there is room for more than one. */
  private static final double FAR = 0.5;

  private static final int QUARTER = 4;
  private static final int STEPS_BACK = 8;

  private final OverloadProperties properties;
  private final long target;
  private volatile boolean refused;

  AdmissionLimit(OverloadProperties properties) {
    super(properties.initial());
    this.properties = properties;
    this.target = properties.target().toNanos();
  }

  /** Says that a request found no place. */
  void refused() {
    if (!refused) { // else each refusal would write what all event loops read
      refused = true;
    }
  }

  @Override
  protected int _update(long start, long took, int inFlight, boolean dropped) {
    boolean overloaded = refused;
    refused = false;
    return Math.clamp(
        next(getLimit(), took, inFlight, overloaded), properties.minimum(), properties.maximum());
  }

  private int next(int limit, long took, int inFlight, boolean overloaded) {
    if (took > target) {
      return (int) (limit * DECREASE);
    }
    if (!overloaded && limit < properties.initial()) {
      return Math.min(properties.initial(), limit + Math.max(1, properties.initial() / STEPS_BACK));
    }
    if (inFlight * 2 < limit) {
      return limit;
    }
    return limit + (took < target * FAR ? Math.max(1, limit / QUARTER) : 1);
  }
}
