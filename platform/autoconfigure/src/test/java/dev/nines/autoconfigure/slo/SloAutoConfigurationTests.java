package dev.nines.autoconfigure.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.identity.IdentityAutoConfiguration;
import dev.nines.slo.openslo.OpenSloReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class SloAutoConfigurationTests {
  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(IdentityAutoConfiguration.class, SloAutoConfiguration.class))
          .withUserConfiguration(Meters.class)
          .withPropertyValues("spring.application.name=shop");

  @Test
  void withoutFiles_nothingIsPromised() {
    service.run(context -> assertThat(context.getBean(ServiceSlos.class).slos()).isEmpty());
  }

  @Test
  void onlyTheServicesOwnSlos_areRead() {
    service
        .withPropertyValues("nines.slo.location=classpath:slo-tests/shop/*.yaml")
        .run(context ->
            assertThat(context.getBean(ServiceSlos.class).slos())
                .extracting(slo -> slo.name())
                .containsExactly("purchases", "speed"));
  }

  @Test
  void slosOfOthersOnly_areNoPromise_andSaidSo(CapturedOutput output) {
    service
        .withPropertyValues(
            "spring.application.name=shoop", "nines.slo.location=classpath:slo-tests/shop/*.yaml")
        .run(context -> assertThat(context.getBean(ServiceSlos.class).slos()).isEmpty());

    // Log lines leave on a thread of their own.
    await()
        .untilAsserted(() ->
            assertThat(output).contains("promise nothing for 'shoop', only for [shop, other]"));
  }

  @Test
  void brokenFiles_stopTheStart_andEveryProblemIsListed() {
    service
        .withPropertyValues("nines.slo.location=classpath:slo-tests/broken/*.yaml")
        .run(context -> {
          assertThat(context).hasFailed();
          var analysis = new RejectedSloFilesFailureAnalyzer().analyze(context.getStartupFailure());
          assertThat(analysis).isNotNull();
          assertThat(analysis.getDescription())
              .containsPattern("slo/shop.yaml:35:\\d+: .*100")
              .containsPattern("slo/shop.yaml:49:\\d+: .*god");
        });
  }

  @Test
  void unknownMetricsAndLabels_stopTheStart() {
    service
        .withPropertyValues("nines.slo.location=classpath:slo-tests/unknown/*.yaml")
        .run(context -> {
          assertThat(context).hasFailed();
          var analysis = new MeterMismatchFailureAnalyzer().analyze(context.getStartupFailure());
          assertThat(analysis).isNotNull();
          assertThat(analysis.getDescription()).contains("'shop_purchase_total'", "'outcome'");
          assertThat(analysis.getAction()).contains("shop_purchases_total");
        });
  }

  @Test
  void withoutMeters_orWithoutTheReader_itStaysAway() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(SloAutoConfiguration.class))
        .run(context -> assertThat(context).doesNotHaveBean(ServiceSlos.class));
    service
        .withClassLoader(new FilteredClassLoader(OpenSloReader.class))
        .run(context -> assertThat(context).doesNotHaveBean(SloMeters.class));
  }

  @Configuration(proxyBeanMethods = false)
  static class Meters {
    @Bean
    MeterRegistry registry() {
      MeterRegistry registry = new SimpleMeterRegistry();
      registry.counter("shop.purchases", "status", "success", "service", "shop");
      return registry;
    }
  }
}
