package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is found missing where all is there, and each requirement sees what it is for. */
class RequirementTests {
  private static final Evidence WHOLE = Sample.evidence();

  @TempDir private Path folder;

  @Test
  void wholeEvidence_isOfTheBestQuality() {
    DataQuality quality = DataQuality.of(WHOLE);

    assertThat(quality.table()).doesNotContain("  - ");
    assertThat(quality.level()).isEqualTo(DataQuality.BEST);
  }

  @TestFactory
  Stream<DynamicTest> brokenEvidence_isSeen() {
    Map<String, List<Evidence>> broken = Broken.all();
    return Requirement.all().stream()
        .map(requirement ->
            DynamicTest.dynamicTest(
                requirement.name(),
                () ->
                    assertThat(broken.getOrDefault(requirement.name(), List.of()))
                        .as("what breaks it")
                        .isNotEmpty()
                        .allSatisfy(evidence -> {
                          assertThat(requirement.missing().apply(evidence)).isNotEmpty();
                          assertThat(DataQuality.of(evidence).level())
                              .isLessThan(requirement.level());
                        })));
  }

  @Test
  void report_saysWhatIsMissingForTheNextLevel() throws IOException {
    DataQuality quality = DataQuality.of(Broken.all().get("no line is lost").getFirst());
    Path file = folder.resolve("target/data-quality.json");

    quality.write(file);

    assertThat(quality.table())
        .contains(
            "Data quality of shop: level 4 of 5",
            "    - no line is lost: nines_logs_dropped_total",
            "is 3");
    assertThat(Files.readString(file)).contains("\"level\" : 4", "no line is lost");
  }
}
