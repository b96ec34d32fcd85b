package dev.nines.cli.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** A topology as a picture that stands by itself, light or dark as its viewer is. */
public final class TopologySvg {
  private static final int CHARACTER = 8;
  private static final int PADDING = 14;
  private static final int HEIGHT = 34;
  private static final int ROW = 64;
  private static final int BETWEEN = 170;
  private static final int MARGIN = 24;
  private static final int LEGEND = 34;
  private static final int LONGEST = 32;
  private static final int BACK = 9;
  private static final String STYLE =
      """
      <style>
        .back { fill: #ffffff; } text { font: 13px ui-monospace, monospace; fill: #1f2328; }
        .label { font-size: 11px; fill: #59636e; } .node rect { fill: #f6f8fa; stroke: #59636e; }
        .database rect { stroke-dasharray: 6 3; } .peer rect { stroke-dasharray: 2 3; }
        path { fill: none; stroke: #59636e; stroke-width: 1.5; } marker path { fill: context-stroke; stroke: none; }
        .undeclared path { stroke: #d1242f; stroke-width: 2; } .undeclared .label { fill: #d1242f; }
        .unseen path { stroke: #9a6700; stroke-dasharray: 5 4; } .unseen .label { fill: #9a6700; }
        @media (prefers-color-scheme: dark) {
          .back { fill: #0d1117; } text { fill: #e6edf3; } .label { fill: #9198a1; }
          .node rect { fill: #151b23; stroke: #9198a1; } path { stroke: #9198a1; }
          .undeclared path { stroke: #ff7b72; } .undeclared .label { fill: #ff7b72; }
          .unseen path { stroke: #d29922; } .unseen .label { fill: #d29922; }
        }
      </style>
      <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z"/></marker></defs>
      """;

  private record Box(int x, int y, int width) {
    int right() {
      return x + width;
    }

    int middle() {
      return y + HEIGHT / 2;
    }
  }

  private final Topology topology;
  private final Map<Node, Box> boxes = new HashMap<>();
  private final StringBuilder svg = new StringBuilder();

  private TopologySvg(Topology topology) {
    this.topology = topology;
  }

  /** The same topology is always the same text. */
  public static String of(Topology topology) {
    return new TopologySvg(topology).draw();
  }

  private String draw() {
    SortedSet<Node> alone = new TreeSet<>();
    topology.graph().services().forEach(name -> alone.add(Node.service(name)));
    List<List<Node>> layers = Layout.of(topology.edges(), alone);
    int rows = layers.stream().mapToInt(List::size).max().orElse(0);
    int width = place(layers, rows);
    int height = 2 * MARGIN + rows * ROW + LEGEND;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\" aria-label=\"Who calls whom\">\n"
            .formatted(width, height));
    svg.append(STYLE);
    svg.append("<rect class=\"back\" width=\"%d\" height=\"%d\"/>\n".formatted(width, height));
    topology.edges().forEach(this::edge);
    layers.forEach(layer -> layer.forEach(this::node));
    svg.append(
        "<text class=\"label\" x=\"%d\" y=\"%d\">calls, errors, P95; red: not declared; dashed amber: declared and not seen</text>\n"
            .formatted(MARGIN, height - MARGIN / 2));
    return svg.append("</svg>\n").toString();
  }

  private int place(List<List<Node>> layers, int rows) {
    int x = MARGIN;
    for (List<Node> layer : layers) {
      int width = layer.stream().mapToInt(TopologySvg::width).max().orElse(0);
      int top = MARGIN + (rows - layer.size()) * ROW / 2 + (ROW - HEIGHT) / 2;
      for (int i = 0; i < layer.size(); i++) {
        boxes.put(layer.get(i), new Box(x, top + i * ROW, width));
      }
      x += width + BETWEEN;
    }
    return Math.max(x - (layers.isEmpty() ? 0 : BETWEEN), 420) + MARGIN;
  }

  private static int width(Node node) {
    return text(node).length() * CHARACTER + 2 * PADDING;
  }

  private static String text(Node node) {
    String name = node.name();
    return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
  }

  private void node(Node node) {
    Box box = box(node);
    svg.append(
        "<g class=\"node %s\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/><text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text></g>\n"
            .formatted(
                node.kind().name().toLowerCase(Locale.ROOT),
                escaped(node.name()),
                box.x(),
                box.y(),
                box.width(),
                HEIGHT,
                box.x() + box.width() / 2,
                box.middle() + 5,
                escaped(text(node))));
  }

  private Box box(Node node) {
    return Objects.requireNonNull(boxes.get(node));
  }

  private void edge(Edge edge) {
    Curve curve = curve(box(edge.caller()), box(edge.callee()));
    // Right behind the caller, where no node can be in the way.
    double label = curve.at(curve.fromX() + Math.signum(curve.bend()) * BETWEEN / 2.0);
    svg.append(
        "<g class=\"edge %s\"><title>%s</title><path d=\"M%d %dC%d %d %d %d %d %d\" marker-end=\"url(#arrow)\"/><text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text></g>\n"
            .formatted(
                topology.state(edge).name().toLowerCase(Locale.ROOT),
                escaped(edge + ": " + words(edge)),
                curve.fromX(),
                curve.fromY(),
                curve.fromX() + curve.bend(),
                curve.fromY(),
                curve.toX() - curve.bend(),
                curve.toY(),
                curve.toX(),
                curve.toY(),
                Math.round(curve.x(label)),
                Math.round(curve.y(label)) + (curve.bend() > 0 ? -5 : 13),
                escaped(words(edge))));
  }

  // What leads back runs below what leads on.
  private static Curve curve(Box from, Box to) {
    if (from.x() < to.x()) {
      return new Curve(
          from.right(),
          from.middle(),
          to.x(),
          to.middle(),
          Math.max(40, (to.x() - from.right()) / 2));
    }
    return new Curve(from.x(), from.middle() + BACK, to.right(), to.middle() + BACK, -60);
  }

  /** A cubic Bézier curve that leaves and arrives horizontally. */
  private record Curve(int fromX, int fromY, int toX, int toY, int bend) {
    private static final int HALVINGS = 20;

    double x(double t) {
      return of(t, fromX, fromX + bend, toX - bend, toX);
    }

    double y(double t) {
      return of(t, fromY, fromY, toY, toY);
    }

    private static double of(double t, double a, double b, double c, double d) {
      double s = 1 - t;
      return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    }

    /** Where on the way, from 0 to 1, it is at {@code x}. */
    double at(double x) {
      double low = 0;
      double high = 1;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (Math.signum(x(middle) - x) == Math.signum(bend)) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return low;
    }
  }

  private String words(Edge edge) {
    Calls calls = topology.graph().edges().get(edge);
    if (calls == null) {
      return "never seen";
    }
    String errors = calls.errors() == 0 ? "" : ", " + calls.errors() + " errors";
    String latency = Double.isNaN(calls.p95Ms()) ? "" : ", " + millis(calls.p95Ms());
    return calls.count() + errors + latency;
  }

  /** Such as {@code 12.3 ms}. */
  public static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
  }

  // What XML has no room for at all, such as most control characters, is left out.
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000))
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(c);
          }
        });
    return escaped.toString();
  }
}
