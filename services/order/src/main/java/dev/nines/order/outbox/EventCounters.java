package dev.nines.order.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code outbox_events_total{sink, type, outcome}}: attempts to tell an event. One that is told
 * twice counts twice.
 */
@Component
class EventCounters {
  private final MeterRegistry meters;

  EventCounters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Makes a sink's series exist at 0. */
  void register(String sink) {
    for (EventType type : EventType.values()) {
      counter(sink, type, "delivered");
      counter(sink, type, "failed");
    }
  }

  void delivered(String sink, EventType type) {
    counter(sink, type, "delivered").increment();
  }

  /** Counts the first {@code delivered} events as such, and the rest as failed. */
  void count(String sink, List<OrderEvent> events, int delivered) {
    for (int i = 0; i < events.size(); i++) {
      counter(sink, events.get(i).type(), i < delivered ? "delivered" : "failed").increment();
    }
  }

  private Counter counter(String sink, EventType type, String outcome) {
    return Counter.builder("outbox.events")
        .description("Attempts to tell an event of an order")
        .tag("sink", sink)
        .tag("type", type.value())
        .tag("outcome", outcome)
        .register(meters);
  }
}
