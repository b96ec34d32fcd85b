package dev.nines.cli.topology;

import dev.nines.otlp.ReceivedSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes a graph of spans, whatever their order and however often each comes. An edge is a link from
 * a span to its parent in another service, or a call to a peer that the span itself names.
 * Thread-safe; keeps the latest spans only.
 */
public final class SpanGraph implements Consumer<ReceivedSpan> {
  private final int most;
  private final LinkedHashMap<String, Entry> spans = new LinkedHashMap<>();
  private final Map<String, List<Seen>> orphans = new HashMap<>();
  private final SortedMap<Edge, CallCounter> edges = new TreeMap<>();
  private final Set<String> services = new HashSet<>();
  private final Set<Edge> answeredPeers = new HashSet<>();
  private long count;
  private long repeated;
  private long forgotten;

  /** A span, and whether somebody else's span says that its call arrived. */
  private static final class Entry {
    private final Seen span;
    private boolean answered;

    private Entry(Seen span) {
      this.span = span;
    }
  }

  /**
   * @param most spans that are kept, so that what comes later can be linked to them
   */
  public SpanGraph(int most) {
    this.most = most;
  }

  @Override
  public void accept(ReceivedSpan received) {
    add(Seen.of(received));
  }

  synchronized void add(Seen span) {
    Entry entry = new Entry(span);
    if (spans.putIfAbsent(span.key(), entry) != null) {
      repeated++;
      return;
    }
    count++;
    services.add(span.service());
    if (!span.parent().isEmpty()) {
      Entry parent = spans.get(span.key(span.parent()));
      if (parent == null) {
        orphans.computeIfAbsent(span.key(span.parent()), _ -> new ArrayList<>(1)).add(span);
      } else {
        link(parent, span);
      }
    }
    Optional.ofNullable(orphans.remove(span.key()))
        .ifPresent(children -> children.forEach(child -> link(entry, child)));
    forget();
  }

  private void link(Entry parent, Seen child) {
    Seen caller = parent.span;
    if (caller.outgoing() && (child.incoming() || !caller.service().equals(child.service()))) {
      parent.answered = true;
      caller.peer().ifPresent(peer -> answeredPeers.add(edge(caller, peer)));
    }
    if (!caller.service().equals(child.service())) {
      Seen timed = caller.outgoing() ? caller : child;
      count(
          Edge.of(caller.service(), child.service()),
          timed.nanos(),
          (caller.outgoing() && caller.error()) || child.error());
    }
  }

  private void count(Edge edge, long nanos, boolean error) {
    edges.computeIfAbsent(edge, _ -> new CallCounter()).add(nanos, error);
  }

  private static Edge edge(Seen caller, Node peer) {
    return new Edge(Node.service(caller.service()), peer);
  }

  // The oldest go; what they called is counted before, and who waits for them waits in vain.
  private void forget() {
    Iterator<Entry> oldest = spans.values().iterator();
    while (spans.size() > most && oldest.hasNext()) {
      Entry entry = oldest.next();
      oldest.remove();
      forgotten++;
      unanswered(entry).ifPresent(edge -> count(edge, entry.span.nanos(), entry.span.error()));
      forgetOrphan(entry.span);
    }
  }

  private void forgetOrphan(Seen span) {
    List<Seen> waiting = orphans.get(span.key(span.parent()));
    if (waiting != null && waiting.remove(span) && waiting.isEmpty()) {
      orphans.remove(span.key(span.parent()));
    }
  }

  // A peer that has answered with spans of its own is a service, whose span is missing here.
  private Optional<Edge> unanswered(Entry entry) {
    Seen span = entry.span;
    return entry.answered || !span.outgoing()
        ? Optional.empty()
        : span.peer().map(peer -> edge(span, peer)).filter(edge -> !answeredPeers.contains(edge));
  }

  /** What is known until now. */
  public synchronized Graph graph() {
    SortedMap<Edge, CallCounter> peers = new TreeMap<>();
    SortedMap<String, Long> silent = new TreeMap<>();
    for (Entry entry : spans.values()) {
      Seen span = entry.span;
      Optional<Edge> edge = unanswered(entry);
      edge.ifPresent(
          e -> peers.computeIfAbsent(e, _ -> new CallCounter()).add(span.nanos(), span.error()));
      if (edge.isEmpty() && span.outgoing() && !entry.answered) {
        silent.merge(span.service(), 1L, Long::sum);
      }
    }
    SortedMap<Edge, Calls> all = new TreeMap<>();
    edges.forEach((edge, counter) -> all.put(edge, counter.calls()));
    peers.forEach((edge, counter) -> all.merge(edge, counter.calls(), SpanGraph::sum));
    SortedMap<String, Long> missing = new TreeMap<>();
    orphans
        .values()
        .forEach(waiting -> waiting.forEach(span -> missing.merge(span.service(), 1L, Long::sum)));
    return new Graph(all, services, missing, silent, count, repeated, forgotten);
  }

  // Of what was forgotten and what is still there.
  private static Calls sum(Calls one, Calls other) {
    return new Calls(
        one.count() + other.count(),
        one.errors() + other.errors(),
        Math.max(one.p95Ms(), other.p95Ms()));
  }
}
