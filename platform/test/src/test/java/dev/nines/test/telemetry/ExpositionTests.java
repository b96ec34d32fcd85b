package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTests {
  private static final String TEXT =
      """
      # TYPE http_server_requests_seconds histogram
      # HELP http_server_requests_seconds Requests answered
      http_server_requests_seconds_bucket{uri="/a{b}",le="0.2"} 3.0 # {span_id="5",trace_id="t"} 0.1 1.5
      http_server_requests_seconds_bucket{uri="/a{b}",le="+Inf"} 4.0
      http_server_requests_seconds_count{uri="/a{b}"} 4.0
      # TYPE spans counter
      spans_total{outcome="dropped",note="a \\"b\\", c=\\"d\\""} 2.0
      spans_total{outcome="failed"} 1.0
      # TYPE jvm info
      jvm_info{vendor="x"} 1
      up +Inf
      # EOF
      """;

  @Test
  void samples_belongToTheirFamily() {
    Exposition metrics = Exposition.parse(TEXT);

    assertThat(metrics.families())
        .containsOnlyKeys("http_server_requests_seconds", "spans", "jvm", "up");
    assertThat(metrics.familyOf("http_server_requests_seconds_count"))
        .get()
        .satisfies(family -> {
          assertThat(family.type()).isEqualTo("histogram");
          assertThat(family.help()).isEqualTo("Requests answered");
          assertThat(family.samples()).hasSize(3);
        });
    assertThat(metrics.samples("up").getFirst().value()).isInfinite();
    assertThat(metrics.familyOf("down")).isEmpty();
  }

  @Test
  void labelsAndExemplars_areRead_whateverStandsInThem() {
    Exposition metrics = Exposition.parse(TEXT);

    assertThat(metrics.samples("http_server_requests_seconds_bucket").getFirst())
        .satisfies(sample -> {
          assertThat(sample.labels()).isEqualTo(Map.of("uri", "/a{b}", "le", "0.2"));
          assertThat(sample.exemplar()).isEqualTo(Map.of("span_id", "5", "trace_id", "t"));
        });
    assertThat(metrics.samples("spans_total").getFirst().labels())
        .isEqualTo(Map.of("outcome", "dropped", "note", "a \\\"b\\\", c=\\\"d\\\""));
    assertThat(metrics.samples("spans_total"))
        .extracting(Exposition.Sample::value)
        .containsExactly(2.0, 1.0);
  }

  @Test
  void brokenText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exposition.parse("a 1.0\n"))
        .withMessageContaining("# EOF");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Exposition.parse("a b c d\n# EOF\n"))
        .withMessageContaining("a b c d");
  }
}
