package dev.nines.order.outbox;

import dev.nines.autoconfigure.database.DatabaseUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Reads the outbox for each stream at its reader's pace: a page at a time, the next one when it has
 * been sent. A slow reader costs a page of memory, however far behind it is.
 *
 * <p>Streams that have everything wait for one look at the newest event that they share.
 */
@Component
@EnableConfigurationProperties(OutboxProperties.class)
class EventStreams {
  static final String SINK = "stream";

  private static final int PAGE = 100;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final EventCounters counters;
  private final int limit;
  private final Flux<Position> heads;
  private final AtomicInteger open = new AtomicInteger();
  private final Sinks.Empty<Void> closing = Sinks.empty();

  EventStreams(
      Outbox outbox, EventCounters counters, OutboxProperties properties, MeterRegistry meters) {
    this.outbox = outbox;
    this.counters = counters;
    this.limit = properties.stream().limit();
    this.heads =
        Flux.interval(properties.poll())
            .onBackpressureDrop()
            .concatMap(_ -> outbox.head().onErrorComplete(), 1)
            .share();
    counters.register(SINK);
    Gauge.builder("outbox.streams", open, AtomicInteger::get)
        .description("Open event streams")
        .register(meters);
  }

  /** Where a reader that knows no position begins: after the newest event. */
  Mono<Position> now() {
    return outbox.head();
  }

  /** Where a reader wants to go on, or an error if that cannot be done without losing events. */
  Mono<Position> resume(Position position) {
    return Mono.zip(outbox.after(position, 1), outbox.head())
        .map(found -> {
          requireComplete(found.getT1(), position);
          if (position.isAfter(found.getT2())) {
            throw new UnknownPositionException();
          }
          return position;
        });
  }

  /**
   * Every event after the position, without an end, until the service ends. While the database is
   * away nothing comes, and then all of it.
   */
  Flux<OrderEvent> after(Position position) {
    return Flux.defer(() -> {
      if (open.incrementAndGet() > limit) {
        open.decrementAndGet();
        return Flux.error(new TooManyStreamsException());
      }
      return read(position).doFinally(_ -> open.decrementAndGet());
    });
  }

  /** For those who would rather know before they begin. */
  boolean isFull() {
    return open.get() >= limit;
  }

  private Flux<OrderEvent> read(Position position) {
    Reader reader = new Reader(position);
    return Mono.defer(reader::next)
        .repeat()
        .concatMapIterable(Page::events, 1)
        .doOnNext(event -> counters.delivered(SINK, event.type()))
        .takeUntilOther(closing());
  }

  /** Completes when the service ends. */
  Mono<Void> closing() {
    return closing.asMono();
  }

  /** How far one stream has got. Its pages are asked for one after the other. */
  private final class Reader {
    private volatile Position last;
    private volatile boolean caughtUp;

    Reader(Position start) {
      last = start;
    }

    /** The next page: at once while there are full ones, or else when there is something new. */
    Mono<Page> next() {
      Mono<Position> due =
          caughtUp ? heads.filter(head -> head.isAfter(last)).next() : Mono.empty();
      return due.then(
          Mono.defer(() -> outbox.after(last, PAGE))
              .retryWhen(
                  Retry.fixedDelay(Long.MAX_VALUE, RETRY)
                      .filter(DatabaseUnavailableException.class::isInstance))
              .doOnNext(this::advance));
    }

    private void advance(Page page) {
      requireComplete(page, last);
      caughtUp = page.events().size() < PAGE;
      if (!page.events().isEmpty()) {
        last = page.events().getLast().position();
      }
    }
  }

  private static void requireComplete(Page page, Position position) {
    if (page.removed().isAfter(position)) {
      throw new EventsRemovedException(page.removed());
    }
  }

  /** Ends all streams, so that a graceful shutdown need not wait for readers who never leave. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing.tryEmitEmpty();
  }
}
