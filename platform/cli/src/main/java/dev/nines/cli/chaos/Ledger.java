package dev.nines.cli.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients were answered and what a reader of events was told: the promises that what is stored
 * in the end is held against. Thread-safe.
 */
public final class Ledger {
  private final OrderBook book;
  private final Map<Integer, Set<StoredOrder>> answers = new HashMap<>();
  private final Set<Integer> cancelling = new HashSet<>();
  private final Set<Integer> cancelled = new HashSet<>();
  private final Map<String, Told> told = new HashMap<>();
  private int sent;

  public Ledger(OrderBook book) {
    this.book = book;
  }

  /** All that was told of one order, at most once each: the reader skips what it knows. */
  static final class Told {
    private final StoredOrder first;
    private boolean created;
    private boolean cancelled;
    private boolean early;

    private Told(StoredOrder first) {
      this.first = first;
    }

    private void add(EventType type) {
      switch (type) {
        case CREATED -> created = true;
        case CANCELLED -> {
          early |= !created;
          cancelled = true;
        }
      }
    }

    StoredOrder order() {
      return first;
    }

    boolean created() {
      return created;
    }

    boolean cancelled() {
      return cancelled;
    }

    /** Whether the cancellation came before the order. */
    boolean early() {
      return early;
    }
  }

  /** A request with this number may be sent from now on; numbers are given in their order. */
  public synchronized void sending(int number) {
    sent = Math.max(sent, number + 1);
  }

  /** The order was answered 201; also once more, when its request was repeated. */
  public synchronized void acknowledged(int number, StoredOrder order) {
    answers.computeIfAbsent(number, _ -> new HashSet<>()).add(order);
  }

  /** From now on the order may be cancelled. */
  public synchronized void cancelling(int number) {
    cancelling.add(number);
  }

  /** The cancellation was answered 200. */
  public synchronized void cancelled(int number) {
    cancelled.add(number);
  }

  /** An event that the reader had not seen before, in the order in which it read. */
  public synchronized void told(EventType type, StoredOrder order) {
    if (book.owns(order.content().customer())) {
      told.computeIfAbsent(order.id(), _ -> new Told(order)).add(type);
    }
  }

  public synchronized int acknowledged() {
    return answers.size();
  }

  /** How many orders of this run events have told of. */
  public synchronized int told() {
    return told.size();
  }

  /**
   * Holds the promises against what is there.
   *
   * @param stored all orders of the run's customers
   */
  public synchronized Verdict verdict(List<StoredOrder> stored) {
    return new Verdict(
        answers.size(),
        cancelled.size(),
        new Audit(book, sent, answers, cancelling, cancelled, told, stored).findings());
  }
}
