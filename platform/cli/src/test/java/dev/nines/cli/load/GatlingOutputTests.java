package dev.nines.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatlingOutputTests {
  private final GatlingOutput output = new GatlingOutput();

  @Test
  void countsAndTime_areTheLastThatWerePrinted() {
    take(
        """
        2026-11-23 13:10:15 GMT                                                       10s elapsed
        > Global                                                  |     1,203 |     1,125 |       178
        > POST /api/orders                                        |       197 |        21 |       176
        > request count                                           |     2,000 |     2,000 |         -
        """);

    assertThat(output.progress(60)).isEqualTo("10 s of 60 s, 2000 requests, 0 failed");
  }

  @Test
  void gates_areReadWithWhatWasMeasured() {
    take(
        """
        Reports generated, please open the following file: file:///tmp/load/steady/index.html
        POST /api/orders: percentage of failed events is less than or equal to 0.1 : true (actual : 0.0)
        POST /api/orders: 95th percentile of response time is less than 200.0 : false (actual : 1083.0)
        """);

    Verdict verdict = output.verdict(false);
    assertThat(verdict.report()).isEqualTo("file:///tmp/load/steady/index.html");
    assertThat(verdict.gates())
        .containsExactly(
            new Verdict.Gate(
                "POST /api/orders: percentage of failed events",
                "less than or equal to 0.1",
                "0.0",
                true),
            new Verdict.Gate(
                "POST /api/orders: 95th percentile of response time",
                "less than 200.0",
                "1083.0",
                false));
  }

  @Test
  void runWithoutGates_hasNotPassed() {
    take("> request count | 10 | 10 | -");

    assertThat(output.verdict(true).passed()).isFalse();
  }

  private void take(String text) {
    text.lines().forEach(output::take);
  }
}
