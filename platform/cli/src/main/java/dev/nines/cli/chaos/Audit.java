package dev.nines.cli.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what was answered and told with what is stored, once. */
final class Audit {
  private final OrderBook book;
  private final int sent;
  private final Map<Integer, Set<StoredOrder>> answers;
  private final Set<Integer> cancelling;
  private final Set<Integer> cancelled;
  private final Map<String, Ledger.Told> told;
  private final Map<String, StoredOrder> stored;
  private final List<Finding> findings = new ArrayList<>();

  Audit(
      OrderBook book,
      int sent,
      Map<Integer, Set<StoredOrder>> answers,
      Set<Integer> cancelling,
      Set<Integer> cancelled,
      Map<String, Ledger.Told> told,
      List<StoredOrder> stored) {
    this.book = book;
    this.sent = sent;
    this.answers = answers;
    this.cancelling = cancelling;
    this.cancelled = cancelled;
    this.told = told;
    this.stored =
        stored.stream()
            .collect(Collectors.toMap(StoredOrder::id, Function.identity(), (first, _) -> first));
  }

  List<Finding> findings() {
    new TreeMap<>(answers).forEach(this::acknowledged);
    doubled();
    events();
    return findings;
  }

  private void acknowledged(int number, Set<StoredOrder> orders) {
    for (StoredOrder answer : orders) {
      StoredOrder found = stored.get(answer.id());
      String fact = found == null ? "is not stored" : difference(number, answer, found);
      if (fact != null) {
        findings.add(new Finding.Lost(book.key(number), "order " + answer.id() + " " + fact));
      }
    }
  }

  private @Nullable String difference(int number, StoredOrder answer, StoredOrder found) {
    Content wanted = book.content(number);
    if (!answer.content().equals(wanted)) {
      return "was acknowledged as " + answer.content();
    }
    if (!found.content().equals(wanted)) {
      return "is stored as " + found.content();
    }
    if (cancelled.contains(number) && !found.cancelled()) {
      return "was cancelled, and is not";
    }
    return found.cancelled() && !cancelling.contains(number) ? "was never cancelled, and is" : null;
  }

  // Also those that nobody was answered: once is right, and so is never.
  private void doubled() {
    Map<Integer, Set<String>> ids = new TreeMap<>();
    answers.forEach((number, orders) -> orders.forEach(order -> add(ids, number, order.id())));
    for (StoredOrder order : stored.values()) {
      OptionalInt number = book.number(order.content());
      if (number.isPresent() && number.getAsInt() < sent) {
        add(ids, number.getAsInt(), order.id());
      } else {
        findings.add(new Finding.Doubled(order.id(), "was ordered by nobody: " + order.content()));
      }
    }
    ids.forEach((number, all) ->
        all.stream()
            .skip(1)
            .forEach(_ -> findings.add(new Finding.Doubled(book.key(number), "is orders " + all))));
  }

  private static void add(Map<Integer, Set<String>> ids, int number, String id) {
    ids.computeIfAbsent(number, _ -> new LinkedHashSet<>()).add(id);
  }

  private void events() {
    Map<String, StoredOrder> expected = new HashMap<>(stored);
    Set<String> cancellations = new HashSet<>();
    answers.forEach((number, orders) ->
        orders.forEach(order -> {
          expected.putIfAbsent(order.id(), order);
          if (cancelled.contains(number)) {
            cancellations.add(order.id());
          }
        }));
    stored.values().stream()
        .filter(StoredOrder::cancelled)
        .forEach(order -> cancellations.add(order.id()));
    expected.forEach((id, order) -> events(order, cancellations.contains(id)));
    told.forEach((id, events) -> {
      if (!expected.containsKey(id)) {
        findings.add(new Finding.Lost(name(events.order()), "was told by an event, not stored"));
      }
    });
  }

  private void events(StoredOrder order, boolean isCancelled) {
    Ledger.Told events = told.get(order.id());
    if (events == null || !events.created()) {
      lostEvent(order, "has no event order.created");
    } else if (!events.order().content().equals(order.content())) {
      lostEvent(order, "was told as " + events.order().content());
    }
    if (isCancelled && (events == null || !events.cancelled())) {
      lostEvent(order, "has no event order.cancelled");
    }
    if (events != null && events.early()) {
      lostEvent(order, "was told to be cancelled before it was told to be placed");
    }
  }

  private void lostEvent(StoredOrder order, String fact) {
    findings.add(new Finding.EventLost(name(order), "order " + order.id() + " " + fact));
  }

  private String name(StoredOrder order) {
    OptionalInt number = book.number(order.content());
    return number.isPresent() ? book.key(number.getAsInt()) : order.id();
  }
}
