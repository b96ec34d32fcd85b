package dev.nines.order.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sink that keeps what it gets, and can lose its answers. One for all services of a test: its
 * bean is only a way to it.
 */
class RecordingSink {
  final List<OrderEvent> received = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger atOnce = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();

  /** Takes nothing while it is off. */
  volatile boolean on = true;

  /** Every so many calls, the answer says less than what was taken. */
  volatile int losesAnswerEvery = Integer.MAX_VALUE;

  int take(List<OrderEvent> events) {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      if (!on) {
        return 0;
      }
      received.addAll(events);
      return calls.incrementAndGet() % losesAnswerEvery == 0 ? events.size() / 2 : events.size();
    } finally {
      atOnce.decrementAndGet();
    }
  }
}
