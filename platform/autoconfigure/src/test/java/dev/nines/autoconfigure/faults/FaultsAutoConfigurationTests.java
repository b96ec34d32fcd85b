package dev.nines.autoconfigure.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.reactive.HandlerMapping;

class FaultsAutoConfigurationTests {
  private final ReactiveWebApplicationContextRunner service =
      new ReactiveWebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(FaultsAutoConfiguration.class));

  @Test
  void byDefault_thereIsNoBean() {
    service.run(context ->
        assertThat(context)
            .doesNotHaveBean(FaultSwitch.class)
            .doesNotHaveBean(LatencyFilter.class)
            .doesNotHaveBean(ErrorHandlerMapping.class));
  }

  @Test
  void switchedOn_thereIs() {
    service
        .withPropertyValues("nines.faults.enabled=true")
        .run(context ->
            assertThat(context)
                .hasSingleBean(FaultSwitch.class)
                .hasSingleBean(LatencyFilter.class)
                .hasSingleBean(ErrorHandlerMapping.class));
  }

  @Test
  void withoutWebFlux_thereIsNone() {
    service
        .withPropertyValues("nines.faults.enabled=true")
        .withClassLoader(new FilteredClassLoader(HandlerMapping.class))
        .run(context -> assertThat(context).doesNotHaveBean(FaultSwitch.class));
  }

  @Test
  void outsideOfAWebService_thereIsNone() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(FaultsAutoConfiguration.class))
        .withPropertyValues("nines.faults.enabled=true")
        .run(context -> assertThat(context).doesNotHaveBean(FaultSwitch.class));
  }
}
