package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTests {
  private static final int WIDEST = 100;

  /** The longest names and plurals that there are, with a hyphen and without. */
  @ParameterizedTest
  @CsvSource({
    "subjectcategory, true, true",
    "subjectcategory, true, false",
    "subjectcategory, false, true",
    "subjectcategory, false, false",
    "stock-inventory, true, false",
    "claim-documents, false, false",
  })
  void linesOfLongestNames_areNoneThatTheFormatterBreaks(
      String name, boolean database, boolean standalone) {
    Map<String, String> files = template(name, database, standalone).files();

    assertThat(files.keySet()).filteredOn(file -> file.endsWith(".java")).hasSizeGreaterThan(8);
    files.forEach((file, text) -> {
      if (file.endsWith(".java")) {
        assertThat(text.lines().filter(line -> line.length() > WIDEST)).as(file).isEmpty();
      }
    });
  }

  @ParameterizedTest
  @CsvSource({
    "clock, false, Clock",
    "mono, false, Mono",
    "rest, false, RestController",
    "spring-boot, false, SpringBootApplication",
    "latest, false, Latest",
    "test-database, true, TestDatabase",
  })
  void nameOfAClassThatTheTemplateHasOtherwise_isRefused(
      String name, boolean database, String className) {
    assertThatThrownBy(() -> template(name, database, false).files())
        .hasMessage(
            "NAME: '%s' would make a class %s, which the template has otherwise. Choose another name."
                .formatted(name, className));
  }

  @Test
  void nameOfAClassThatOnlyTheOtherKindHas_isNot() {
    assertThat(template("latest", true, false).files()).isNotEmpty();
    assertThat(template("test-database", false, false).files()).isNotEmpty();
  }

  private static Template template(String name, boolean database, boolean standalone) {
    ServiceName named = new ServiceName(name);
    return new Template(
        CheckoutCopy.ROOT,
        new NewService(
            named,
            "dev.nines." + named.packagePart(),
            database,
            new Ports(8082, 9082),
            standalone,
            "0.1.0-SNAPSHOT"));
  }
}
