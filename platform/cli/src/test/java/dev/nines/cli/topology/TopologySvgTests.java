package dev.nines.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TopologySvgTests {
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/nines/cli/topology/topology.svg");

  private static Topology small() {
    Map<Edge, Calls> edges = new TreeMap<>();
    edges.put(Edge.of("gateway", "order"), new Calls(1_200, 3, 41.27));
    edges.put(Edge.of("order", "stock"), new Calls(40, 0, 8.1));
    edges.put(Edge.of("stock", "order"), new Calls(1, 1, 1_234));
    edges.put(
        new Edge(Node.service("order"), new Node(Node.Kind.DATABASE, "PostgreSQL")),
        new Calls(2_400, 0, 3.3));
    edges.put(
        new Edge(Node.service("order"), new Node(Node.Kind.PEER, "pay.example:443")),
        new Calls(7, 0, Double.NaN));
    return new Topology(
        Graph.of(edges),
        new TreeSet<>(
            List.of(
                Edge.of("gateway", "order"), Edge.of("order", "stock"), Edge.of("order", "mail"))));
  }

  @Test
  void picture_isAsBefore() throws IOException {
    String svg = TopologySvg.of(small());
    if (Boolean.getBoolean("nines.regenerate")) {
      Files.writeString(GOLDEN, svg);
    }

    assertThat(svg).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void everyNodeAndEdge_isDrawn_withItsState() throws Exception {
    Element svg = parse(TopologySvg.of(small()));

    assertThat(classes(svg, "edge "))
        .containsExactlyInAnyOrder(
            "edge declared",
            "edge declared",
            "edge undeclared",
            "edge unseen",
            "edge free",
            "edge free");
    assertThat(classes(svg, "node ")).hasSize(6);
  }

  @Test
  void labelsOfCallsThereAndBack_areApart() throws Exception {
    Element svg = parse(TopologySvg.of(small()));

    List<String> places = new ArrayList<>();
    NodeList texts = svg.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      places.add(text.getAttribute("x") + " " + text.getAttribute("y"));
    }
    assertThat(places).doesNotHaveDuplicates();
  }

  @Test
  void namesOfAnyKind_areTextAndNoMarkup() throws Exception {
    String name = "<script>alert(1)</script>&\"'\u0000\u001b]]>";
    Graph graph = Graph.of(Map.of(Edge.of(name, "b"), new Calls(1, 0, 1)));

    Element svg = parse(TopologySvg.of(new Topology(graph, new TreeSet<>())));

    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getTextContent()).contains("<script>alert(1)</script>&\"']]>");
  }

  @Test
  void nothing_isAPictureToo() throws Exception {
    parse(TopologySvg.of(new Topology(Graph.of(Map.of()), new TreeSet<>())));
  }

  @Test
  void orderInWhichEdgesCome_makesNoDifference() {
    GeneratedSystem system = new GeneratedSystem(7, 40);
    List<Edge> edges = new ArrayList<>(system.edges());
    String one = TopologySvg.of(of(edges));
    Collections.shuffle(edges, new Random(1));

    assertThat(TopologySvg.of(of(edges))).isEqualTo(one);
  }

  @Test
  void callers_standLeftOfWhomTheyCall_withoutCircles() {
    List<List<Node>> layers = Layout.of(new TreeSet<>(small().edges()), new TreeSet<>());

    assertThat(layers)
        .extracting(layer -> layer.stream().map(Node::name).sorted().toList())
        .containsExactly(
            List.of("gateway"),
            List.of("order"),
            List.of("PostgreSQL", "mail", "pay.example:443", "stock"));
  }

  private static Topology of(List<Edge> edges) {
    Map<Edge, Calls> calls = new java.util.LinkedHashMap<>();
    edges.forEach(edge -> calls.put(edge, new Calls(1, 0, 1)));
    return new Topology(Graph.of(calls), new TreeSet<>());
  }

  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static List<String> classes(Element svg, String prefix) {
    List<String> found = new ArrayList<>();
    NodeList groups = svg.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      String name = ((Element) groups.item(i)).getAttribute("class");
      if (name.startsWith(prefix)) {
        found.add(name);
      }
    }
    return found;
  }
}
