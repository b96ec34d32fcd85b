package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy.Field;
import dev.nines.autoconfigure.masking.policy.MaskPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Paths that begin at the same place, as a tree. Built once, then only read. */
final class PathTree {
  private final Node root = new Node(false);

  /** Where a path stands after some names: what may follow. */
  private static final class Node {
    private final boolean deep;
    private final Map<String, Node> names = new HashMap<>();
    private @Nullable Node any;
    private @Nullable Node below;
    private @Nullable Field end;

    /**
     * @param deep whether it also stands for each name below it
     */
    Node(boolean deep) {
      this.deep = deep;
    }

    Node child(String segment) {
      if (segment.equals(MaskPath.ANY)) {
        any = any == null ? new Node(false) : any;
        return any;
      }
      if (segment.equals(MaskPath.DEEP)) {
        below = below == null ? new Node(true) : below;
        return below;
      }
      return names.computeIfAbsent(segment, _ -> new Node(false));
    }
  }

  /** Everything that still may match. Immutable. */
  static final class Cursor {
    static final Cursor NONE = new Cursor(List.of());

    private final List<Node> nodes;

    private Cursor(List<Node> nodes) {
      this.nodes = nodes;
    }

    boolean isEmpty() {
      return nodes.isEmpty();
    }

    /** After one more name, as {@link MaskPath#normal} writes it. */
    Cursor step(String name) {
      List<Node> next = new ArrayList<>(4);
      for (Node node : nodes) {
        if (node.deep) {
          next.add(node);
        }
        add(node.names.get(name), next);
        add(node.any, next);
      }
      return of(next);
    }

    Cursor plus(Cursor other) {
      if (isEmpty() || other.isEmpty()) {
        return isEmpty() ? other : this;
      }
      List<Node> all = new ArrayList<>(nodes);
      all.addAll(other.nodes);
      return of(all);
    }

    /** Of the paths that end here, the one that says most names; of equals, the strictest. */
    @Nullable Field field() {
      Field best = null;
      for (Node node : nodes) {
        if (node.end != null && (best == null || isBetter(node.end, best))) {
          best = node.end;
        }
      }
      return best;
    }

    private static void add(@Nullable Node node, List<Node> nodes) {
      if (node != null) {
        nodes.add(node);
        // No name at all is a number of names, too.
        add(node.below, nodes);
      }
    }

    private static Cursor of(List<Node> nodes) {
      return nodes.isEmpty() ? NONE : new Cursor(nodes);
    }
  }

  static boolean isBetter(Field field, Field than) {
    int more = field.path().names() - than.path().names();
    return more > 0 || (more == 0 && field.type().compareTo(than.type()) < 0);
  }

  /** Adds {@code segments}, which lead to what {@code field} says. */
  void add(List<String> segments, Field field) {
    Node node = root;
    for (String segment : segments) {
      node = node.child(segment);
    }
    if (node.end == null || isBetter(field, node.end)) {
      node.end = field;
    }
  }

  Cursor start() {
    List<Node> nodes = new ArrayList<>(2);
    Cursor.add(root, nodes);
    boolean empty = root.names.isEmpty() && root.any == null && root.below == null;
    return empty ? Cursor.NONE : new Cursor(nodes);
  }
}
