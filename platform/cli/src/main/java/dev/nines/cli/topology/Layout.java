package dev.nines.cli.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Nodes in layers, callers left of those they call, but for edges that close a circle. The same
 * edges always give the same layers.
 *
 * @see <a href="https://doi.org/10.1109/TSMC.1981.4308636">Sugiyama et al. 1981</a>
 */
final class Layout {
  private static final int SWEEPS = 8;

  private final Set<Edge> edges;
  private final SortedSet<Node> nodes = new TreeSet<>();
  private final Set<Edge> backward = new HashSet<>();
  private final Map<Node, Integer> layer = new HashMap<>();

  private Layout(SortedSet<Edge> edges, Set<Node> alone) {
    this.edges = edges;
    nodes.addAll(alone);
    edges.forEach(edge -> {
      nodes.add(edge.caller());
      nodes.add(edge.callee());
    });
  }

  /**
   * The layers from left to right, each from top to bottom.
   *
   * @param alone nodes that may have no edge
   */
  static List<List<Node>> of(SortedSet<Edge> edges, Set<Node> alone) {
    Layout layout = new Layout(edges, alone);
    layout.findBackward();
    layout.assign();
    return layout.ordered();
  }

  private void findBackward() {
    Set<Node> done = new HashSet<>();
    // Those that nobody calls first, so that circles are entered where requests enter them.
    nodes.stream()
        .sorted(Comparator.comparingInt((Node node) -> incoming(node).size()))
        .forEach(node -> visit(node, new HashSet<>(), done));
  }

  private void visit(Node node, Set<Node> path, Set<Node> done) {
    if (!done.add(node)) {
      return;
    }
    path.add(node);
    for (Edge edge : outgoing(node)) {
      if (path.contains(edge.callee())) {
        backward.add(edge);
      } else {
        visit(edge.callee(), path, done);
      }
    }
    path.remove(node);
  }

  private List<Edge> outgoing(Node node) {
    return edges.stream().filter(edge -> edge.caller().equals(node)).toList();
  }

  private List<Edge> incoming(Node node) {
    return edges.stream().filter(edge -> edge.callee().equals(node)).toList();
  }

  // The longest way from a node that nobody calls.
  private void assign() {
    nodes.forEach(this::layer);
  }

  private int layer(Node node) {
    Integer known = layer.get(node);
    if (known != null) {
      return known;
    }
    int longest = 0;
    for (Edge edge : incoming(node)) {
      if (!backward.contains(edge)) {
        longest = Math.max(longest, layer(edge.caller()) + 1);
      }
    }
    layer.put(node, longest);
    return longest;
  }

  private List<List<Node>> ordered() {
    List<List<Node>> layers = new ArrayList<>();
    for (Node node : nodes) {
      int index = layer(node);
      while (layers.size() <= index) {
        layers.add(new ArrayList<>());
      }
      layers.get(index).add(node);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < layers.size(); i++) {
        List<Node> one = layers.get(down ? i : layers.size() - 1 - i);
        sort(one, positions(layers), down);
      }
    }
    return layers;
  }

  private static Map<Node, Double> positions(List<List<Node>> layers) {
    Map<Node, Double> positions = new HashMap<>();
    for (List<Node> one : layers) {
      for (int i = 0; i < one.size(); i++) {
        positions.put(one.get(i), (i + 0.5) / one.size());
      }
    }
    return positions;
  }

  // Each in the middle of its neighbours.
  private void sort(List<Node> one, Map<Node, Double> positions, boolean down) {
    Map<Node, Double> middle = new HashMap<>();
    for (Node node : one) {
      middle.put(
          node,
          (down
                  ? incoming(node).stream().map(Edge::caller)
                  : outgoing(node).stream().map(Edge::callee))
              .mapToDouble(neighbour -> position(positions, neighbour))
              .average()
              .orElse(position(positions, node)));
    }
    one.sort(
        Comparator.comparingDouble((Node node) -> position(middle, node))
            .thenComparing(Comparator.naturalOrder()));
  }

  private static double position(Map<Node, Double> positions, Node node) {
    return positions.getOrDefault(node, 0.0);
  }
}
