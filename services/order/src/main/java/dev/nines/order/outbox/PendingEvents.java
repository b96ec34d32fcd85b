package dev.nines.order.outbox;

import dev.nines.order.database.BackgroundDatabase;
import dev.nines.order.outbox.Outbox.Pending;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code outbox_pending_events} and {@code outbox_oldest_pending_seconds}: what has been stored and
 * not been told. With a sink that is what it has not taken; streams take what they like, so without
 * one it is what an open transaction holds back from every reader.
 */
@Component
class PendingEvents {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final List<EventSink> sinks;
  private volatile Pending pending = new Pending(0, Duration.ZERO);

  PendingEvents(
      Outbox outbox, List<EventSink> sinks, BackgroundDatabase database, MeterRegistry meters) {
    this.outbox = outbox;
    this.sinks = List.copyOf(sinks);
    Gauge.builder("outbox.pending.events", this, self -> self.pending.events())
        .description("Events that have not been told, " + Outbox.MOST_COUNTED + " at most")
        .register(meters);
    Gauge.builder("outbox.oldest.pending", this, self -> self.pending.oldest().toMillis() / 1_000.0)
        .description("Age of the oldest event that has not been told")
        .baseUnit("seconds")
        .register(meters);
    database.every(INTERVAL, "Counting pending events", count());
  }

  /** Asks the database anew. */
  Mono<Pending> count() {
    return told().flatMap(outbox::pending).doOnNext(found -> pending = found);
  }

  /** What every sink has taken. */
  Mono<Position> told() {
    return Flux.fromIterable(sinks)
        .flatMap(sink -> outbox.delivered(sink.name()))
        .reduce((a, b) -> a.isAfter(b) ? b : a)
        .switchIfEmpty(outbox.head());
  }
}
