package dev.nines.cli.chaos;

import dev.nines.cli.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders at a steady rate, whatever becomes of them: each has a client of its own, which sends it
 * until it knows.
 */
final class Load {
  private static final int CLIENTS = 500;
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final OrderBook book;
  private final OrderClient client;
  private final Persistence persistence;
  private final Ledger ledger;
  private final Acknowledgements acknowledgements;
  private final Semaphore clients = new Semaphore(CLIENTS);
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean stopped;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();
  private Thread dispatcher = Thread.ofVirtual().unstarted(() -> {});

  Load(
      OrderBook book,
      OrderClient client,
      Persistence persistence,
      Ledger ledger,
      Acknowledgements acknowledgements) {
    this.book = book;
    this.client = client;
    this.persistence = persistence;
    this.ledger = ledger;
    this.acknowledgements = acknowledgements;
  }

  /** Begins, once, and ends by itself after the longest time. */
  void start(double rate, Duration longest) {
    dispatcher = Thread.ofVirtual().name("load").start(() -> dispatch(rate, longest));
  }

  private void dispatch(double rate, Duration longest) {
    long start = System.nanoTime();
    long due = 0;
    try {
      while (!stopped && due < longest.toNanos()) {
        TimeUnit.NANOSECONDS.sleep(start + due - System.nanoTime());
        order();
        due =
            Math.round((sent.get() + skipped.get()) * (double) TimeUnit.SECONDS.toNanos(1) / rate);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void order() {
    if (!clients.tryAcquire()) {
      skipped.incrementAndGet();
      return;
    }
    int number = sent.getAndIncrement();
    ledger.sending(number);
    Thread.ofVirtual().start(() -> serve(number));
  }

  private void serve(int number) {
    try {
      place(number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.release();
    }
  }

  private void place(int number) throws InterruptedException {
    Optional<StoredOrder> placed = placed(number);
    if (placed.isPresent() && book.isRepeated(number)) {
      placed(number);
    }
    if (placed.isPresent() && book.isCancelled(number)) {
      cancel(number, placed.get().id());
    }
  }

  private Optional<StoredOrder> placed(int number) throws InterruptedException {
    Content content = book.content(number);
    Optional<StoredOrder> order =
        decided(
                persistence.until(() -> {
                  long begun = System.nanoTime();
                  Answer answer = client.place(content, book.key(number));
                  if (answer instanceof Answer.Definite(int status, _) && status == CREATED) {
                    acknowledgements.acknowledged(begun);
                  }
                  return answer;
                }),
                CREATED)
            .map(answer -> StoredOrder.read(Json.tree(answer.body())));
    order.ifPresent(found -> ledger.acknowledged(number, found));
    return order;
  }

  private void cancel(int number, String id) throws InterruptedException {
    ledger.cancelling(number);
    decided(persistence.until(() -> client.cancel(id)), OK)
        .ifPresent(_ -> ledger.cancelled(number));
  }

  private Optional<Answer.Definite> decided(Optional<Answer.Definite> answer, int wanted) {
    if (answer.isEmpty()) {
      unanswered.incrementAndGet();
    } else if (answer.get().status() != wanted) {
      refused.incrementAndGet();
    }
    return answer.filter(definite -> definite.status() == wanted);
  }

  /** Orders no more, and waits until each client knows, or has given up. */
  void finish() throws InterruptedException {
    stopped = true;
    dispatcher.join();
    clients.acquire(CLIENTS);
    clients.release(CLIENTS);
  }

  Tally tally() {
    return new Tally(sent.get(), unanswered.get(), refused.get(), skipped.get());
  }
}
