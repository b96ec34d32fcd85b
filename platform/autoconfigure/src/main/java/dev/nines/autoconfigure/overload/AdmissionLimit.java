package dev.nines.autoconfigure.overload;

import com.netflix.concurrency.limits.limit.AbstractLimit;
import java.util.function.BooleanSupplier;

/**
 * A limit that follows how long answers take: additive increase, multiplicative decrease, with two
 * ways to grow faster. Far from the target it grows by a quarter. And while nothing is refused
 * there is no overload: then it goes back to where it began, needed or not, so that the burst which
 * a pause leaves behind is not shed for what was slow before.
 *
 * <p>Answers that are late while cores are idle wait for something else, such as a slow service
 * behind: to refuse others does not make them faster. Then the limit goes no lower than where it
 * began.
 */
final class AdmissionLimit extends AbstractLimit {
  private static final double DECREASE = 0.8;

  /** Of the target: below it, there is room for more than one. */
  private static final double FAR = 0.5;

  private static final int QUARTER = 4;
  private static final int STEPS_BACK = 8;

  private final OverloadProperties properties;
  private final BooleanSupplier busy;
  private final long target;
  private volatile boolean refused;

  /**
   * As it begins.
   *
   * @param busy whether all cores were, since it was last asked
   */
  AdmissionLimit(OverloadProperties properties, BooleanSupplier busy) {
    super(properties.initial());
    this.properties = properties;
    this.busy = busy;
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
    boolean overloaded = busy.getAsBoolean(); // each time, so that it is about this window alone
    boolean full = refused;
    refused = false;
    int next =
        took > target
            ? late(getLimit(), overloaded)
            : inTime(getLimit(), took < target * FAR, inFlight, full);
    return Math.clamp(next, properties.minimum(), properties.maximum());
  }

  private int late(int limit, boolean overloaded) {
    int less = (int) (limit * DECREASE);
    if (overloaded) {
      return less;
    }
    return limit < properties.initial() ? back(limit) : Math.max(properties.initial(), less);
  }

  private int inTime(int limit, boolean far, int inFlight, boolean full) {
    if (!full && limit < properties.initial()) {
      return back(limit);
    }
    if (inFlight * 2 < limit) {
      return limit;
    }
    return limit + (far ? Math.max(1, limit / QUARTER) : 1);
  }

  private int back(int limit) {
    return Math.min(properties.initial(), limit + Math.max(1, properties.initial() / STEPS_BACK));
  }
}
