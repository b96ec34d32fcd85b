package dev.nines.cli.topology;

import java.util.Comparator;

/** Something that calls or is called. */
public record Node(Kind kind, String name) implements Comparable<Node> {
  /** What it is, as far as spans tell. */
  public enum Kind {
    /** It sends spans of its own, or is declared to. */
    SERVICE,
    DATABASE,
    /** It has been called, and nothing of it is known but its name. */
    PEER
  }

  private static final Comparator<Node> ORDER =
      Comparator.comparing(Node::name).thenComparing(Node::kind);

  public static Node service(String name) {
    return new Node(Kind.SERVICE, name);
  }

  @Override
  public int compareTo(Node other) {
    return ORDER.compare(this, other);
  }
}
