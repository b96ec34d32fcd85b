package dev.nines.cli.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTests {
  @Test
  void vector_isReadWithItsSpecialNumbers() {
    var samples =
        Prometheus.samples(
            Json.tree(
                """
                {"status":"success","data":{"resultType":"vector","result":[
                 {"metric":{"__name__":"up","service":"order"},"value":[1.5,"1"]},
                 {"metric":{},"value":[1.5,"+Inf"]},{"metric":{},"value":[1.5,"NaN"]}]}}
                """));

    assertThat(samples)
        .extracting(Sample::value)
        .containsExactly(1.0, Double.POSITIVE_INFINITY, Double.NaN);
    assertThat(samples.getFirst().label("service")).isEqualTo("order");
    assertThat(samples.getFirst().label("none")).isEmpty();
  }

  @Test
  void alerts_areReadWithTheirStart() {
    var alerts =
        Prometheus.alerts(
            Json.tree(
                """
                {"data":{"alerts":[
                 {"labels":{"alertname":"A","severity":"page"},"annotations":{"summary":"s"},
                  "state":"firing","activeAt":"2026-11-23T13:00:00.25Z","value":"1e+00"},
                 {"labels":{"severity":"page"},"annotations":{},"state":"pending","activeAt":"2026-11-23T14:00:00+01:00"}]}}
                """));

    assertThat(alerts).extracting(Alert::pages).containsExactly(true, false);
    assertThat(alerts.get(0).since()).isEqualTo(Instant.parse("2026-11-23T13:00:00.250Z"));
    assertThat(alerts.get(1).since()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
  }

  @Test
  void holds_areTheLongestOfEachName_andMakeAnAlertFireLater() {
    var holds =
        Prometheus.holds(
            Json.tree(
                """
                {"data":{"groups":[
                 {"rules":[{"name":"A","duration":0},{"name":"Down","duration":60}]},
                 {"rules":[{"name":"A","duration":15.5}]}]}}
                """));
    var alert = new Alert(Map.of(), Map.of(), true, Instant.EPOCH);

    assertThat(holds)
        .containsOnly(
            Map.entry("A", Duration.ofMillis(15_500)), Map.entry("Down", Duration.ofMinutes(1)));
    assertThat(alert.after(Duration.ofMinutes(1)).since()).isEqualTo(Instant.ofEpochSecond(60));
  }

  @ParameterizedTest
  @CsvSource({"31d,P31D", "2w1d,P15D", "15d or 2GiB,P15D", "512MiB,", "1y,P365D"})
  void retention_isReadWhereItIsATime(String said, Duration kept) {
    var answer = Json.tree("{\"data\":{\"storageRetention\":\"" + said + "\"}}");
    assertThat(Prometheus.retention(answer)).isEqualTo(Optional.ofNullable(kept));
  }

  @Test
  void silence_isAnException() {
    assertThatThrownBy(() -> new Prometheus(URI.create("http://127.0.0.1:1")).query("up"))
        .isInstanceOf(IOException.class);
  }
}
