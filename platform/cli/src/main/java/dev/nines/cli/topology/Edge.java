package dev.nines.cli.topology;

import java.util.Comparator;

/** That one calls another. */
public record Edge(Node caller, Node callee) implements Comparable<Edge> {
  private static final Comparator<Edge> ORDER =
      Comparator.comparing(Edge::caller).thenComparing(Edge::callee);

  /** Between two services. */
  public static Edge of(String caller, String callee) {
    return new Edge(Node.service(caller), Node.service(callee));
  }

  boolean isBetweenServices() {
    return caller.kind() == Node.Kind.SERVICE && callee.kind() == Node.Kind.SERVICE;
  }

  @Override
  public int compareTo(Edge other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return caller.name() + " -> " + callee.name();
  }
}
