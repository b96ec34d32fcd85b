package dev.nines.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.load.Latencies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTests {
  private static final Sent SENT = sent(30_000, 30_000, Map.of(200, 30_000L));

  private static Sent sent(long sent, long right, Map<Integer, Long> statuses) {
    return new Sent(30_000, sent, 0, right, statuses, new Latencies(0));
  }

  /** Of 30,000 requests at 10 %. */
  private static Measurement found(long ended, long received, long sampled) {
    return found(SENT, ended, received, sampled);
  }

  private static Measurement found(Sent sent, long ended, long received, long sampled) {
    return new Measurement(
        new Sampling(0.1),
        500,
        sent,
        54_000,
        54_000,
        List.of(),
        ended,
        ended - received,
        0,
        received,
        0,
        5_400,
        0,
        30_000,
        sampled,
        0,
        0,
        0,
        List.of());
  }

  @Test
  void lossOfOneInTwoThousand_passes_andOneMoreDoesNot() {
    assertThat(Verdict.of(found(20_000, 19_990, 3_000)).reasons()).isEmpty();
    assertThat(Verdict.of(found(20_000, 19_989, 3_000)).reasons())
        .singleElement()
        .asString()
        .startsWith("11 of 20000 spans did not come (0.055 % of all");
  }

  @Test
  void serverSpansThatDidNotCome_countAlsoWhereNoCounterKnowsOfThem() {
    Measurement found =
        new Measurement(
            new Sampling(1),
            500,
            SENT,
            1_000,
            1_000,
            List.of(),
            5_000,
            0,
            0,
            5_000,
            0,
            1_000,
            1,
            1_000,
            1_000,
            0,
            0,
            0,
            List.of());

    assertThat(found.loss()).isEqualTo(0.001);
    assertThat(Verdict.of(found).passed()).isFalse();
  }

  @Test
  void share_failsOnlyWhereChanceIsNoExcuse() {
    // 9.2 % of 30,000: the interval, 8.67 to 9.76 %, still touches 9.7 %.
    assertThat(Verdict.of(found(20_000, 20_000, 2_760)).passed()).isTrue();
    assertThat(Verdict.of(found(20_000, 20_000, 2_700)).reasons())
        .singleElement()
        .asString()
        .startsWith("9 % of traces were sampled (99.9 % sure: ")
        .endsWith("asked were 10 %, give or take 3 % of that.");
    assertThat(Verdict.of(found(20_000, 20_000, 3_300)).passed()).isFalse();
  }

  @Test
  void requestsThatWereNotServed_proveNothing() {
    Sent shed = sent(30_000, 14_999, Map.of(200, 14_999L, 503, 15_001L));
    Sent refused = sent(30_000, 0, Map.of(401, 30_000L));

    assertThat(Verdict.of(found(shed, 20_000, 20_000, 3_000)).reasons())
        .singleElement()
        .asString()
        .startsWith("Only 14999 of 30000 requests had the answer")
        .contains("{200=14999, 503=15001}", "--warm-up", "--rate");
    assertThat(Verdict.of(found(refused, 20_000, 20_000, 3_000)).passed()).isFalse();
    assertThat(Verdict.of(found(sent(30_000, 15_000, Map.of()), 20_000, 20_000, 3_000)).passed())
        .isTrue();
  }

  @Test
  void whatSpoilsTheEvidence_fails() {
    Measurement found =
        new Measurement(
            new Sampling(0.1),
            500,
            sent(29_000, 29_000, Map.of()),
            54_000,
            53_999,
            List.of("order"),
            20_000,
            0,
            0,
            20_000,
            3,
            5_400,
            0,
            30_000,
            3_000,
            2,
            0,
            1,
            List.of("order"));

    assertThat(Verdict.of(found).reasons())
        .satisfiesExactly(
            sent -> assertThat(sent).contains("29000 of 30000", "500 requests/s", "--rate"),
            restarted -> assertThat(restarted).startsWith("order was started again"),
            logged -> assertThat(logged).contains("53999", "54000", "(order)"),
            kept -> assertThat(kept).startsWith("3 spans more"),
            unexpected -> assertThat(unexpected).startsWith("2 traces came"),
            links -> assertThat(links).startsWith("1 spans have a parent that did not come"));
  }

  @Test
  void nothingAtAll_isNoSuccess() {
    Measurement found =
        new Measurement(
            new Sampling(1),
            1,
            SENT,
            0,
            0,
            List.of(),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            List.of());

    assertThat(Verdict.of(found).passed()).isFalse();
  }
}
