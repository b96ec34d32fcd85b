package dev.nines.autoconfigure.masking.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** What the reader takes, the editors' schema takes; what it refuses at sight, that refuses too. */
class SchemaTests {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              text(
                  "src/main/resources/dev/nines/autoconfigure/masking/data-mask-policy-v1.schema.json"));

  @Test
  void correctPolicies_areValid() {
    assertThat(errors(PolicyTexts.CORRECT)).isEmpty();
    assertThat(errors(text("src/test/resources/masking-tests/shop.yaml"))).isEmpty();
  }

  /** What the documentation shows must work. */
  @Test
  void theDocumentedPolicy_isValid_andRead() {
    String page = text("../../docs/DATA-MASKING.md");
    String yaml = page.substring(page.indexOf("apiVersion:"));
    yaml = yaml.substring(0, yaml.indexOf("```"));

    assertThat(errors(yaml)).isEmpty();
    assertThat(new PolicyReader().read("mask.yaml", yaml)).isInstanceOf(PolicyReading.Read.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nines.dev/v1 | nines.dev/v2
          kind: DataMaskPolicy | kind: MaskPolicy
          name: shop | name: The Shop
          name: shop | nmae: shop
          scope: | scoop:
          [shop, pay-*] | []
          [shop, pay-*] | [the shop]
          traces] | tracse]
          traces] | logs]
          type: hash-sha256 | type: sha256
          body.user_id | boddy.user_id
          body.user_id | body
          body.user_id | body..user_id
          body.user_id | body.items[0].id
          body.user_id | body.user_*
          - path: body.user_id | - pahts: body.user_id
          [emails] | [email]
          """)
  void mistake_isRefused(String old, String changed) {
    String text = PolicyTexts.CORRECT.replace(old, changed);

    assertThat(errors(text)).isNotEmpty();
    assertThat(new PolicyReader().read("mask.yaml", text)).isInstanceOf(Rejected.class);
  }

  private static List<Error> errors(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(JsonMapper.shared().writeValueAsString(document), InputFormat.JSON);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
