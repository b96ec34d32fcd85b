package dev.nines.order.outbox;

import java.util.List;

/**
 * A place that events are pushed to. As a bean it is served by an {@link OutboxPublisher}, which
 * calls it from one thread, and in one replica at a time.
 */
public interface EventSink {
  /** What its position is kept under, and its label in metrics, such as {@code kafka}. */
  String name();

  /**
   * Delivers events of different orders, and waits until each is stored there or given up.
   *
   * @return how many of the first ones are stored; the rest is delivered again, so this may be
   *     fewer than were
   * @throws InterruptedException when the service ends
   */
  int deliver(List<OrderEvent> events) throws InterruptedException;
}
