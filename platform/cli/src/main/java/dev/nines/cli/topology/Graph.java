package dev.nines.cli.topology;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who calls whom.
 *
 * @param services all that were seen, also those that call nobody
 * @param missingParents how many spans of each service have a parent that did not come: their
 *     callers are not known
 * @param unanswered how many calls of each service went to nobody who is known
 * @param spans that it was made of, each counted once
 * @param repeated spans that came again
 * @param forgotten spans that had to make room for others
 */
public record Graph(
    SortedMap<Edge, Calls> edges,
    Set<String> services,
    SortedMap<String, Long> missingParents,
    SortedMap<String, Long> unanswered,
    long spans,
    long repeated,
    long forgotten) {
  public Graph {
    edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    missingParents = Collections.unmodifiableSortedMap(new TreeMap<>(missingParents));
    unanswered = Collections.unmodifiableSortedMap(new TreeMap<>(unanswered));
  }

  /** Of edges that somebody else has counted. */
  static Graph of(Map<Edge, Calls> edges) {
    SortedSet<String> services = new TreeSet<>();
    edges.keySet().stream()
        .flatMap(edge -> Stream.of(edge.caller(), edge.callee()))
        .filter(node -> node.kind() == Node.Kind.SERVICE)
        .forEach(service -> services.add(service.name()));
    return new Graph(new TreeMap<>(edges), services, new TreeMap<>(), new TreeMap<>(), 0, 0, 0);
  }
}
