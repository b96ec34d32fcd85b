package dev.nines.bench.meters;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A bounded buffer of events that is never waited for, and one thread that counts them and, now and
 * then, flushes its counts to where a scrape finds them.
 */
final class Buffered implements Recorder {
  private static final int SIZE = 1024;
  private static final int SPINS = 100;
  private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What is known of a request at its end. */
  private record Event(String route, long micros, int status) {}

  private final Queue<Event> events = PlatformDependent.newFixedMpscQueue(SIZE);
  private final LongAdder dropped = new LongAdder();
  private final Counts counts = new Counts();
  private volatile MetricSnapshot flushed = counts.snapshot();

  Buffered(PrometheusMeterRegistry registry) {
    registry.getPrometheusRegistry().register(() -> flushed);
    Thread.ofPlatform().name("roll-up").daemon().start(this::consume);
  }

  @Override
  public void add(String route, long micros, int status) {
    if (!events.offer(new Event(route, micros, status))) {
      dropped.increment();
    }
  }

  @Override
  public long dropped() {
    return dropped.sum();
  }

  private void consume() {
    long last = System.nanoTime();
    while (true) {
      int taken = take();
      if (taken == 0) {
        LockSupport.parkNanos(PARK_NANOS);
      }
      if (System.nanoTime() - last > FLUSH_NANOS) {
        flushed = counts.snapshot();
        last = System.nanoTime();
      }
    }
  }

  /** At most as many as the buffer holds, and none only after a while of looking. */
  private int take() {
    int taken = 0;
    for (int idle = 0; idle < SPINS && taken < SIZE; ) {
      Event event = events.poll();
      if (event == null) {
        idle++;
        Thread.onSpinWait();
      } else {
        counts.add(new Series(event.route, event.status), event.micros);
        taken++;
      }
    }
    return taken;
  }
}
