package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What people read of the contract is what the contract asks. */
class DocumentsTests {
  private static final Path DOCS = Path.of("../../docs");

  @Test
  void goldenSignals_areAllDocumented_withNameTypeAndUnit() throws IOException {
    String page = Files.readString(DOCS.resolve("GOLDEN-SIGNALS.md"));

    for (GoldenSignal signal : GoldenSignal.ALL) {
      assertThat(page).contains(" " + signal.name() + " ");
      for (GoldenSignal.Series series : signal.series()) {
        assertThat(page.lines())
            .as("%s: its name, type and unit in one row", series.name())
            .anyMatch(line ->
                line.contains("`" + series.name())
                    && line.contains(" " + series.type() + " ")
                    && line.contains(series.unit()));
      }
    }
  }

  @Test
  void requirements_areAllDocumented_inTheirLevel() throws IOException {
    String page = Files.readString(DOCS.resolve("DATA-QUALITY.md"));

    for (Requirement requirement : Requirement.all()) {
      String level = page.split("(?m)^## ")[requirement.level()];
      assertThat(level)
          .as("level %d", requirement.level())
          .startsWith(requirement.level() + " ")
          .contains(
              requirement.name().startsWith("golden signal: ")
                  ? "golden signal"
                  : requirement.name());
    }
  }
}
