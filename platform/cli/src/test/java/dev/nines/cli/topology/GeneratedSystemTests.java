package dev.nines.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.otlp.ReceivedSpan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every edge of a generated system is found in its traffic, and none is made up. */
class GeneratedSystemTests {
  private static final int SERVICES = 40;
  private static final int TRACES = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void everyEdge_isFound_inSpansOfAnyOrder(long seed) {
    GeneratedSystem system = new GeneratedSystem(seed, SERVICES);
    SpanGraph graph = new SpanGraph(1_000_000);
    List<ReceivedSpan> traffic = system.traffic(TRACES);
    traffic.forEach(graph);

    Graph found = graph.graph();

    assertThat(system.edges()).hasSizeGreaterThan(60);
    assertThat(found.edges().keySet()).containsExactlyElementsOf(system.edges());
    assertThat(found.services()).containsExactlyElementsOf(system.services());
    assertThat(found.missingParents()).isEmpty();
    assertThat(found.unanswered()).isEmpty();
    assertThat(found.repeated()).isPositive();
    assertThat(found.spans() + found.repeated()).isEqualTo(traffic.size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void whereSpansAreLost_noEdgeIsMadeUp(long seed) {
    GeneratedSystem system = new GeneratedSystem(seed, SERVICES);
    SpanGraph graph = new SpanGraph(1_000_000);
    Random random = new Random(seed);
    system.traffic(TRACES).stream().filter(_ -> random.nextInt(3) > 0).forEach(graph);

    Graph found = graph.graph();

    assertThat(found.missingParents()).isNotEmpty();
    assertThat(found.edges().keySet().stream().filter(Edge::isBetweenServices))
        .isSubsetOf(system.edges());
  }
}
