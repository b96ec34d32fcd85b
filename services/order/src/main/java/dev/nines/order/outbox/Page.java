package dev.nines.order.outbox;

import java.util.List;

/**
 * Some events in a row, as of one moment.
 *
 * @param removed the last position that retention has removed, at that moment
 * @param events in order; empty if there is nothing new
 */
record Page(Position removed, List<OrderEvent> events) {
  Page {
    events = List.copyOf(events);
  }
}
