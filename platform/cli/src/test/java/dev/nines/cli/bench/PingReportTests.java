package dev.nines.cli.bench;

import static dev.nines.cli.bench.PingContestant.GATEWAY;
import static dev.nines.cli.bench.PingContestant.GO;
import static dev.nines.cli.bench.PingContestant.NODE;
import static dev.nines.cli.bench.PingContestant.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nines.cli.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PingReportTests {
  private final PingReport report =
      new PingReport(
          List.of(
              List.of(run(ORDER, 50, 4, 20, 0), run(GO, 100, 2, 10, 0)),
              List.of(run(ORDER, 90, 3, 33, 0), run(GO, 90, 1, 11, 0)),
              List.of(run(ORDER, 30, 9, 60, 0), run(GO, 120, 9, 15, 7)),
              // A round that Go did not live to see.
              List.of(run(ORDER, 45, 5, 30, 0))),
          Map.of(NODE, "no node on the PATH. Install it."));

  private static PingRun run(
      PingContestant contestant, double rps, double p99Ms, double cpuUs, long errors) {
    return new PingRun(contestant, rps, 1, p99Ms, 100, cpuUs, errors);
  }

  @Test
  void ratio_isTheMedianOfThoseWithinARound() {
    assertThat(report.ratio(ORDER, GO, PingRun::rps).map(Number::doubleValue)).hasValue(0.5);
    assertThat(report.ratio(ORDER, GO, PingRun::p99Ms).map(Number::doubleValue)).hasValue(2.0);
    assertThat(report.ratio(ORDER, GO, PingRun::cpuUs).map(Number::doubleValue)).hasValue(3.0);
    assertThat(report.ratio(GATEWAY, GO, PingRun::rps)).isEmpty();
    assertThat(report.ratio(ORDER, NODE, PingRun::rps)).isEmpty();
  }

  @Test
  void rows_haveMedians_andWhatFailed() {
    assertThat(report.rows())
        .extracting(PingRow::contestant, PingRow::rps, PingRow::rounds, PingRow::errors)
        .containsExactly(tuple(ORDER, 45.0, 4, 0L), tuple(GO, 100.0, 3, 7L));
  }

  @Test
  void sound_isJudgedByOurServicesAlone() {
    assertThat(report.sound()).isTrue();

    PingRun failed = run(GATEWAY, 10, 1, 1, 1);
    assertThat(new PingReport(List.of(List.of(failed)), Map.of()).sound()).isFalse();
  }

  @Test
  void json_hasTheKeysThatReadersCountOn_andTheseBesides() {
    JsonNode json = Json.tree(Json.line(report.json()));

    assertThat(json.propertyNames())
        .containsExactly(
            "rows",
            "ratio_to_go",
            "p99_ratio_to_go",
            "cpu_ratio_to_go",
            "ratio_to_webflux",
            "p99_ratio_to_webflux",
            "cpu_ratio_to_webflux",
            "left_out");
    assertThat(json.path("rows"))
        .hasSize(2)
        .allSatisfy(row ->
            assertThat(row.propertyNames())
                .containsExactly(
                    "name", "rps", "p50_ms", "p99_ms", "rss_mb", "cpu_us", "rounds", "errors"));
    assertThat(json.path("rows").path(1).path("errors").asLong()).isEqualTo(7);
    assertThat(json.path("ratio_to_go").propertyNames()).containsExactly("gateway", "order");
    assertThat(json.path("ratio_to_go").path("gateway").isNull()).isTrue();
    assertThat(json.path("ratio_to_go").path("order").asDouble()).isEqualTo(0.5);
    assertThat(json.path("cpu_ratio_to_go").path("order").asDouble()).isEqualTo(3);
    assertThat(json.path("left_out").path("node").asString()).startsWith("no node");
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
