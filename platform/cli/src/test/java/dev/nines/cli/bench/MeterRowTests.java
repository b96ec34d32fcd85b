package dev.nines.cli.bench;

import static dev.nines.cli.bench.MeterRecorder.BUFFER;
import static dev.nines.cli.bench.MeterRecorder.LOCK;
import static dev.nines.cli.bench.MeterRecorder.METERS;
import static dev.nines.cli.bench.MeterRecorder.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MeterRowTests {
  private final List<MeterRow> rows =
      MeterRow.of(
          List.of(
              round(100, 50, 80, 90),
              // A round in which the machine was busy with something else.
              round(20, 10, 16, 19),
              round(200, 90, 100, 140)));

  @Test
  void recorders_areComparedWithTheMeters_ofTheSameRound() {
    assertThat(rows).extracting(MeterRow::recorder).containsExactly(MeterRecorder.values());
    assertThat(rows.get(LOCK.ordinal()).rpsRatio()).isCloseTo(0.625, within(1e-9));
    assertThat(rows.get(METERS.ordinal()).rpsRatio()).isEqualTo(1);
    assertThat(rows.get(BUFFER.ordinal()).rps()).isEqualTo(90);
    assertThat(rows.get(BUFFER.ordinal()).rpsRatio()).isCloseTo(19 / 16.0, within(1e-9));
    assertThat(rows.get(BUFFER.ordinal()).cpuRatio()).isCloseTo(16 / 19.0, within(1e-9));
    assertThat(rows.get(BUFFER.ordinal()).dropped()).isEqualTo(3 * 7);
    assertThat(rows.get(NOTHING.ordinal()).dropped()).isZero();
  }

  @Test
  void json_tellsWhatWasAskedFor() {
    JsonNode row = Json.tree(Json.line(rows.getLast()));

    assertThat(row.propertyNames())
        .containsExactly(
            "recorder",
            "rps",
            "p50_ms",
            "p99_ms",
            "cpu_us",
            "rps_ratio",
            "p99_ratio",
            "cpu_ratio",
            "collections",
            "pause_ms",
            "dropped",
            "errors");
  }

  private static List<MeterRun> round(double nothing, double lock, double meters, double buffer) {
    return List.of(
        run(BUFFER, buffer, 7),
        run(NOTHING, nothing, 0),
        run(LOCK, lock, 0),
        run(METERS, meters, 0));
  }

  private static MeterRun run(MeterRecorder recorder, double rps, long dropped) {
    return new MeterRun(recorder, rps, 1, 1000 / rps, 1000 / rps, 3, 4, dropped, 0);
  }
}
