package dev.nines.autoconfigure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class IdentityTests {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(IdentityAutoConfiguration.class));

  @Test
  void aService_isItsNameEnvironmentAndVersion() {
    service
        .withPropertyValues("spring.application.name=shop", "nines.env=prod", "nines.version=1.2.3")
        .run(context ->
            assertThat(context.getBean(ServiceIdentity.class))
                .isEqualTo(new ServiceIdentity("shop", "prod", "1.2.3")));
  }

  @Test
  void withoutMore_itIsLocal() {
    service
        .withPropertyValues("spring.application.name=shop")
        .run(
            context -> assertThat(context.getBean(ServiceIdentity.class).env()).isEqualTo("local"));
  }

  @Test
  void withoutAName_itDoesNotStart_andSaysWhatToSet() {
    service.run(context -> {
      assertThat(context).hasFailed();
      var analysis = new NamelessServiceFailureAnalyzer().analyze(context.getStartupFailure());
      assertThat(analysis).isNotNull();
      assertThat(analysis.getAction()).contains("'spring.application.name'");
    });
  }
}
