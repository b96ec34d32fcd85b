package dev.nines.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** What the reader takes, the editors' schema takes; what it refuses at sight, that refuses too. */
class SchemaTests {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      var text =
          Files.readString(Path.of("src/main/resources/dev/nines/slo/openslo-v1.schema.json"));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void correctFiles_areValid() {
    assertThat(errors(SloTexts.CORRECT)).isEmpty();
    assertThat(errors(SloTexts.SHARED)).isEmpty();
    assertThat(errors(SloTexts.WHOLE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order", "gateway"})
  void servicesFiles_areValid(String service) {
    assertThat(errors(SloTexts.ofService(service))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: SLO | kind: SLOO
          name: checkout | name: Check Out
          name: checkout | nmae: checkout
          "20" | "0"
          spec: {} | spec: {color: red}
          counter: true | counter: perhaps
          type: Prometheus | type: Datadog
          duration: 30d | duration: 5y
          isRolling: true | isRolling: false
          target: 0.999 | target: 1
          target: 0.999 | target: "0.999"
          timeSliceWindow: 1m | timeSliceWindow: 2h
          timeSliceTarget: 0.95 | timeSliceTarget: 95
          budgetingMethod: Timeslices | budgetingMethod: Timeslice
          """)
  void mistake_isRefused(String old, String changed) {
    assertThat(errors(SloTexts.with(old, changed))).isNotEmpty();
    assertThat(SloTexts.problems(SloTexts.with(old, changed))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          op: gte | op: lte
          threshold: 2 | threshold: 0
          kind: burnrate | kind: budget
          severity: page | severity: sev1
          target: email | target: pigeon
          compositeWeight: 3 | compositeWeight: 0
          targetRef: mail | targetReff: mail
          """)
  void mistakeInAPolicy_isRefused(String old, String changed) {
    assertThat(SloTexts.WHOLE).contains(old);
    assertThat(errors(SloTexts.WHOLE.replace(old, changed))).isNotEmpty();
  }

  private static List<Error> errors(String yaml) {
    var errors = new ArrayList<Error>();
    var mapper = JsonMapper.builder().build();
    for (var document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      errors.addAll(SCHEMA.validate(mapper.writeValueAsString(document), InputFormat.JSON));
    }
    return errors;
  }
}
