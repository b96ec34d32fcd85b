package dev.nines.cli.topology;

import dev.nines.slo.model.Slo;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was seen beside what is declared. Databases and peers can't be declared, so only edges
 * between services are compared.
 *
 * @param declared edges by {@code nines.dev/depends-on}
 */
public record Topology(Graph graph, SortedSet<Edge> declared) {
  public Topology {
    declared = Collections.unmodifiableSortedSet(new TreeSet<>(declared));
  }

  /** What SLOs declare. */
  public static Topology of(Graph graph, List<Slo> slos) {
    SortedSet<Edge> declared = new TreeSet<>();
    slos.forEach(slo ->
        slo.alerting().dependsOn().forEach(callee -> declared.add(Edge.of(slo.service(), callee))));
    return new Topology(graph, declared);
  }

  /** How an edge stands. */
  public enum State {
    DECLARED,
    UNDECLARED,
    UNSEEN,
    /** It can't be declared. */
    FREE
  }

  /** How this one stands. */
  public State state(Edge edge) {
    if (!edge.isBetweenServices()) {
      return State.FREE;
    }
    if (!declared.contains(edge)) {
      return State.UNDECLARED;
    }
    return graph.edges().containsKey(edge) ? State.DECLARED : State.UNSEEN;
  }

  /** Every edge, seen or declared. */
  public SortedSet<Edge> edges() {
    SortedSet<Edge> all = new TreeSet<>(declared);
    all.addAll(graph.edges().keySet());
    return all;
  }

  /** Those of a state. */
  public List<Edge> edges(State state) {
    return edges().stream().filter(edge -> state(edge) == state).toList();
  }

  /** Whether what is seen is what is declared. */
  public boolean matches() {
    return edges(State.UNDECLARED).isEmpty() && edges(State.UNSEEN).isEmpty();
  }
}
