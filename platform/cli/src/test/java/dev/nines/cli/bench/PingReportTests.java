package dev.nines.cli.bench;

import static dev.nines.cli.bench.PingContestant.GATEWAY;
import static dev.nines.cli.bench.PingContestant.GO;
import static dev.nines.cli.bench.PingContestant.NODE;
import static dev.nines.cli.bench.PingContestant.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PingReportTests {
  private final PingReport report =
      new PingReport(
          List.of(
              List.of(run(ORDER, 50), run(GO, 100)),
              List.of(run(ORDER, 90), run(GO, 90)),
              List.of(run(ORDER, 30), run(GO, 120))));

  private static PingRun run(PingContestant contestant, double rps) {
    return new PingRun(contestant, rps, 1, 2, 100, 10, 0);
  }

  @Test
  void ratio_isTheMedianOfThoseWithinARound() {
    // 0.5, 1 and 0.25; of the medians, 50 and 100, it would be the same by chance only.
    assertThat(report.ratio(ORDER, GO).map(Number::doubleValue)).hasValue(0.5);
    assertThat(report.ratio(GATEWAY, GO)).isEmpty();
    assertThat(report.ratio(ORDER, NODE)).isEmpty();
  }

  @Test
  void rows_haveMedians() {
    assertThat(report.rows())
        .anySatisfy(row -> {
          assertThat(row.contestant()).isEqualTo(ORDER);
          assertThat(row.rps()).isEqualTo(50);
        })
        .hasSize(2);
  }

  @Test
  void rotated_givesEachEachPlace() {
    List<PingContestant> all = List.of(GATEWAY, ORDER, GO);

    assertThat(List.of(0, 1, 2).stream().map(n -> PingBench.rotated(all, n).getFirst()))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(PingBench.rotated(all, 3)).isEqualTo(all);
  }

  @Test
  void picture_isXmlAndNamesAll() throws Exception {
    String svg = PingSvg.of(report);

    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(svg).contains("order", "go");
  }
}
