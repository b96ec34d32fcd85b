package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.autoconfigure.identity.IdentityAutoConfiguration;
import dev.nines.autoconfigure.masking.policy.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MaskingAutoConfigurationTests {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  IdentityAutoConfiguration.class, MaskingAutoConfiguration.class))
          .withPropertyValues("spring.application.name=shop");

  @TempDir private Path folder;

  @AfterEach
  void reset() {
    LogMask.use(Mask.ofDefaults(Signal.LOGS));
  }

  @Test
  void withoutAPolicy_theDefaultsHide_andNothingIsWatched() {
    service.run(context -> {
      assertThat(context).hasSingleBean(Masking.class).doesNotHaveBean(PolicyWatch.class);
      assertThat(context.getBean(Masking.class).traces().text("token=x")).isEqualTo("token=***");
    });
  }

  @Test
  void anEmptyPolicy_isNone() {
    service
        .withPropertyValues("nines.masking.policy=")
        .run(context -> assertThat(context).doesNotHaveBean(PolicyWatch.class));
  }

  @Test
  void aPolicyOnTheClassPath_isInForce() {
    service
        .withPropertyValues("nines.masking.policy=classpath:masking-tests/shop.yaml")
        .run(context ->
            assertThat(context.getBean(Masking.class).traces().text("user_id=u-1"))
                .startsWith("user_id=hmac-sha256:"));
  }

  @Test
  void hashesWithoutAKey_areWarnedOf() {
    var hashes =
        service.withPropertyValues("nines.masking.policy=classpath:masking-tests/shop.yaml");

    assertThat(said(hashes.withPropertyValues("nines.masking.key=" + Masks.KEY)))
        .isNotEmpty()
        .noneMatch(line -> line.contains("nines.masking.key is not set"));
    assertThat(said(hashes)).anyMatch(line -> line.contains("nines.masking.key is not set"));
  }

  // At the logger, not on standard output: that is written later, also what an earlier test said.
  private static List<String> said(ApplicationContextRunner runner) {
    Logger logger = (Logger) LoggerFactory.getLogger(Masking.class);
    var events = new ListAppender<ILoggingEvent>();
    events.start();
    logger.addAppender(events);
    try {
      runner.run(context -> assertThat(context).hasNotFailed());
    } finally {
      logger.detachAppender(events);
    }
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aShortKey_isRefused_andNeverTold() {
    service
        .withPropertyValues("nines.masking.key=short-key")
        .run(context -> {
          assertThat(context).hasFailed();
          var analysis = new ShortMaskingKeyFailureAnalyzer().analyze(context.getStartupFailure());
          assertThat(analysis).isNotNull();
          assertThat(analysis.getDescription())
              .contains("nines.masking.key must have at least 32 bytes, was: 9 bytes")
              .doesNotContain("short-key");
          assertThat(analysis.getAction()).contains("openssl rand");
        });
  }

  @Test
  void properties_doNotTellTheKey() {
    assertThat(new MaskingProperties("p", Masks.KEY, Duration.ofSeconds(1)).toString())
        .doesNotContain(Masks.KEY);
  }

  @Test
  void aBrokenPolicy_failsTheStart_andSaysWhatToDo(CapturedOutput output) throws IOException {
    Path file = Files.writeString(folder.resolve("mask.yaml"), Masks.policy("boddy.a redact"));

    assertThatThrownBy(
            () -> RunningService.start(Shop.class, "nines.masking.policy=" + file).close())
        .isNotNull();

    await().until(() -> output.getOut().contains("APPLICATION FAILED TO START"));
    assertThat(output.getOut())
        .contains("/mask.yaml:7:15: A path cannot begin with 'boddy'. Did you mean 'body'.")
        .contains("nines.masking.policy");
  }
}
