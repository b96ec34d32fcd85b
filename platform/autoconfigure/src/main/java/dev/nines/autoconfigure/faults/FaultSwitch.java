package dev.nines.autoconfigure.faults;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/** The faults that are on now. Changed by the endpoint, read by every request; thread-safe. */
final class FaultSwitch {
  /** What is injected; both at a share of 0 when healthy. */
  record State(Fault.Errors errors, Fault.Latency latency) {
    static final State HEALTHY = new State(Fault.Errors.NONE, Fault.Latency.NONE);
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.HEALTHY);
  private final DoubleSupplier dice;

  /**
   * @param dice yields numbers from 0 (inclusive) to 1 (exclusive)
   */
  FaultSwitch(DoubleSupplier dice) {
    this.dice = dice;
  }

  State state() {
    return state.get();
  }

  State change(UnaryOperator<State> change) {
    return state.updateAndGet(change);
  }

  boolean hits(Fault fault) {
    return fault.share() > 0 && dice.getAsDouble() < fault.share();
  }
}
