package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy;
import dev.nines.autoconfigure.masking.policy.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PolicyWatchTests {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Masking masking =
      new Masking(
          "shop", new MaskingProperties("", Masks.KEY, Duration.ofSeconds(1)), new MaskedValues());
  private final Reloads reloads = new Reloads(masking);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    reloads.bindTo(registry);
    file = Files.writeString(folder.resolve("mask.yaml"), Masks.policy("body.a redact"));
  }

  @AfterEach
  void reset() {
    LogMask.use(Mask.ofDefaults(Signal.LOGS));
  }

  @Test
  void aChange_isInForce_onceItIsTheSameTwice() throws IOException {
    PolicyWatch watch = watch();
    assertThat(shown("a=x1 b=x2")).isEqualTo("a=*** b=x2");

    Files.writeString(file, Masks.policy("body.a redact", "body.b redact").substring(0, 100));
    watch.look();
    Files.writeString(file, Masks.policy("body.a redact", "body.b redact"));
    watch.look();
    assertThat(shown("a=x1 b=x2")).as("it may still be being written").isEqualTo("a=*** b=x2");
    watch.look();

    assertThat(shown("a=x1 b=x2")).isEqualTo("a=*** b=***");
    assertThat(masking.traces().text("b=x2")).isEqualTo("b=***");
    watch.look();
    watch.look();
    assertThat(count("success")).isEqualTo(1);
    assertThat(count("failure")).isZero();
  }

  @Test
  void aBrokenChange_isRefused_andTheLastGoodOneStays(CapturedOutput output) throws IOException {
    PolicyWatch watch = watch();
    Files.writeString(
        file, Masks.policy("boddy.a redact", "body.b redat").replace("spec:", "spec:\n  x: 1"));

    for (int i = 0; i < 5; i++) {
      watch.look();
    }

    assertThat(shown("a=x1")).isEqualTo("a=***");
    assertThat(count("failure")).as("told once, not at each look").isEqualTo(1);
    await()
        .until(() ->
            output
                .getOut()
                .contains("/mask.yaml:6:3: Unknown field 'x'. Use one of: dropDefaults, scope."));
    assertThat(output.getOut())
        .contains("/mask.yaml:8:15: A path cannot begin with 'boddy'. Did you mean 'body'.")
        .contains("/mask.yaml:9:30: Unknown type 'redat'. Did you mean 'redact'.");

    Files.writeString(file, Masks.policy("body.b redact"));
    watch.look();
    watch.look();
    assertThat(shown("a=x1 b=x2")).isEqualTo("a=x1 b=***");
    assertThat(count("success")).isEqualTo(1);
  }

  @Test
  void aMissingFile_isRefused_andTheLastGoodOneStays(CapturedOutput output) throws IOException {
    PolicyWatch watch = watch();
    Files.delete(file);

    watch.look();
    watch.look();
    watch.look();

    assertThat(shown("a=x1")).isEqualTo("a=***");
    assertThat(count("failure")).isEqualTo(1);
    await().until(() -> output.getOut().contains("mask.yaml:1:1: The file cannot be read"));
  }

  /** As Kubernetes changes a mounted ConfigMap: a link to a folder is replaced. */
  @Test
  void aLinkThatIsReplaced_isAChange() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    Path next = Files.createDirectory(folder.resolve("next"));
    Files.writeString(old.resolve("mask.yaml"), Masks.policy("body.a redact"));
    Files.writeString(next.resolve("mask.yaml"), Masks.policy("body.b redact"));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), old);
    file = data.resolve("mask.yaml");
    PolicyWatch watch = watch();

    Path link = Files.createSymbolicLink(folder.resolve("..tmp"), next);
    Files.move(link, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    watch.look();
    watch.look();

    assertThat(shown("a=x1 b=x2")).isEqualTo("a=x1 b=***");
  }

  @Test
  void aBrokenPolicyAtStart_isAnError_withEachMistake() throws IOException {
    Files.writeString(file, Masks.policy("boddy.a redact", "body.b redat"));

    assertThatThrownBy(this::watch)
        .isInstanceOfSatisfying(
            RejectedMaskPolicyException.class,
            e -> {
              assertThat(e.problems()).hasSize(2);
              assertThat(new RejectedMaskPolicyFailureAnalyzer().analyze(e))
                  .satisfies(analysis -> {
                    assertThat(analysis.getDescription())
                        .contains("/mask.yaml:7:15: A path cannot begin with 'boddy'.");
                    assertThat(analysis.getAction()).contains("'nines.masking.policy'");
                  });
            });
  }

  @Test
  void otherServicesPolicies_areNotInForce(CapturedOutput output) throws IOException {
    String other =
        Masks.policy("body.a redact")
            .replace("name: test", "name: other")
            .replace("spec:\n", "spec:\n  scope: {services: [other]}\n");
    Files.writeString(file, other + "---\n" + Masks.policy("body.b redact"));
    watch();

    assertThat(shown("a=x1 b=x2")).isEqualTo("a=x1 b=***");
    assertThat(masking.inForce().policies())
        .extracting(DataMaskPolicy::name)
        .containsExactly("test");
    assertThat(registry.get("nines.masking.policy.info").gauges())
        .singleElement()
        .satisfies(gauge -> {
          assertThat(gauge.getId().getTag("policy")).isEqualTo("defaults");
          assertThat(gauge.value()).isEqualTo(1);
        });
  }

  @Test
  void theInfo_namesThePolicyInForce_andOnlyIt() throws IOException {
    PolicyWatch watch = watch();
    reloads.succeeded();
    String before = registry.get("nines.masking.policy.info").gauge().getId().getTag("sha256");
    Files.writeString(file, Masks.policy("body.b redact"));
    watch.look();
    watch.look();

    var id = registry.get("nines.masking.policy.info").gauge().getId();
    assertThat(id.getTag("policy")).isEqualTo("test");
    assertThat(id.getTag("sha256")).matches("[0-9a-f]{12}").isNotEqualTo(before);
  }

  private PolicyWatch watch() {
    return new PolicyWatch(PolicyFile.at(file.toString()), masking, reloads);
  }

  private static String shown(String text) {
    return LogMask.current().event().text("message", text);
  }

  private double count(String outcome) {
    return registry.get("nines.masking.reloads").tag("outcome", outcome).functionCounter().count();
  }
}
