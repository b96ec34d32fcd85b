package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people read of the contract is what the contract asks. */
class DocumentsTests {
  private static final Path DOCS = Path.of("../../docs");

  /** A row of the page's table; a signal with several has its name in the first. */
  private record Row(
      String signal, String series, String type, String unit, String labels, String use) {}

  @Test
  void goldenSignals_areAllDocumented_andNoOther() throws IOException {
    assertThat(rows())
        .extracting(Row::signal, Row::series, Row::type, Row::unit)
        .containsExactlyElementsOf(
            GoldenSignal.ALL.stream()
                .flatMap(signal ->
                    signal.series().stream()
                        .map(
                            each -> tuple(signal.name(), selector(each), each.type(), each.unit())))
                .toList());
  }

  @Test
  void goldenSignals_areDocumented_withTheirLabelsAndUse() throws IOException {
    List<Row> rows = rows();

    for (GoldenSignal.Series series :
        GoldenSignal.ALL.stream().flatMap(each -> each.series().stream()).toList()) {
      assertThat(rows)
          .filteredOn(row -> row.series().equals(selector(series)))
          .as(series.name())
          .isNotEmpty()
          .allSatisfy(row -> {
            assertThat(row.labels()).isNotBlank();
            series
                .labels()
                .keySet()
                .forEach(label -> assertThat(row.labels()).contains("`" + label + "`"));
            assertThat(row.use()).isNotBlank();
          });
    }
  }

  /** As the page writes it. */
  private static String selector(GoldenSignal.Series series) {
    String labels =
        series.labels().entrySet().stream()
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(","));
    return "`" + series.name() + (labels.isEmpty() ? "" : "{" + labels + "}") + "`";
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS.resolve("GOLDEN-SIGNALS.md"))) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      if (cells.size() > 2 && cells.get(2).startsWith("`")) {
        assertThat(cells).as(line).hasSize(8);
        String signal = cells.get(1).isEmpty() ? rows.getLast().signal() : cells.get(1);
        rows.add(
            new Row(signal, cells.get(2), cells.get(3), cells.get(4), cells.get(5), cells.get(6)));
      }
    }
    return rows;
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
