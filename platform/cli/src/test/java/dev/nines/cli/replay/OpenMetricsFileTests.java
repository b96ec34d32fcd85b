package dev.nines.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMetricsFileTests {
  @TempDir Path folder;

  @Test
  void span_isFromTheFirstToTheLastTimestamp_withExemplarsAndBracesInLabels() throws IOException {
    var history =
        history(
            """
            # TYPE a counter
            a_total{path="/{id} x"} 5 1700000300.5 # {trace_id="1"} 0.2 1600000000
            a_total 3 1700000000
            # EOF
            """);
    assertThat(history.write(folder.resolve("copy")))
        .isEqualTo(
            new Span(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_000_301)));
    assertThat(folder.resolve("copy")).hasSameTextualContentAs(folder.resolve("history.om"));
  }

  @Test
  void sampleWithoutTimestamp_isRefusedAtItsLine() throws IOException {
    var history = history("a_total 3 1700000000\nb_total{a=\"b\"} 5\n# EOF\n");
    assertThatThrownBy(() -> history.write(folder.resolve("copy")))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "history.om:2:1: The sample has no timestamp. Write 'name{labels} value seconds'.");
  }

  @Test
  void fileWithoutSamples_orNoFile_isRefused() throws IOException {
    var empty = history("# EOF\n");
    assertThatThrownBy(() -> empty.write(folder.resolve("copy")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("The file holds no sample");
    var missing = new OpenMetricsFile(folder.resolve("none.om"));
    assertThatThrownBy(() -> missing.write(folder.resolve("copy2")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("There is no such file");
  }

  private OpenMetricsFile history(String text) throws IOException {
    return new OpenMetricsFile(Files.writeString(folder.resolve("history.om"), text));
  }
}
