package dev.nines.autoconfigure.traces;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;

/**
 * Makes the observation of a Reactor context the thread's, unless it is that already: of the many
 * operators of a request that do so, nearly all run on a thread where it is, and to enter a scope
 * moves the span, its baggage and the MDC. Each step back mirrors the step: where nothing was done,
 * nothing is undone.
 */
final class CurrentObservation extends ObservationThreadLocalAccessor {
  /** Takes the place of Micrometer's, for the whole process. */
  static void register() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(new CurrentObservation());
  }

  @Override
  public void setValue(Observation observation) {
    if (!observation.equals(getValue())) {
      super.setValue(observation);
    }
  }

  /**
   * A context without an observation is that of the operators around a request, or of work that the
   * request has begun; what they do belongs to it.
   */
  @Override
  public void setValue() {}

  @Override
  public void restore(Observation previous) {
    if (!previous.equals(getValue())) {
      super.restore(previous);
    }
  }
}
