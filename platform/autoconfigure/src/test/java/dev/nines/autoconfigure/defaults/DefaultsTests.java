package dev.nines.autoconfigure.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DefaultsTests {
  @Test
  void aServiceWithOnlyAName_hasEverything() {
    MockEnvironment service = defaults("spring.application.name", "shop");

    assertThat(service.getProperty("management.server.port")).isEqualTo("9080");
    assertThat(service.getProperty("management.server.address")).isEqualTo("127.0.0.1");
    assertThat(service.getProperty("management.endpoints.web.exposure.include"))
        .isEqualTo("health,info,prometheus");
    assertThat(service.getProperty("management.metrics.tags.service")).isEqualTo("shop");
    assertThat(service.getProperty("management.metrics.tags.env")).isEqualTo("local");
    assertThat(service.getProperty("spring.reactor.context-propagation")).isEqualTo("auto");
    assertThat(service.getProperty("server.shutdown")).isEqualTo("graceful");
    assertThat(service.getProperty("management.otlp.metrics.export.enabled")).isEqualTo("false");
    assertThat(service.containsProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
        .isFalse();
    assertThat(service.getProperty("logging.config")).startsWith("classpath:");
  }

  @Test
  void whatTheServiceSets_wins() {
    MockEnvironment service =
        defaults(
            "nines.env", "prod",
            "server.shutdown", "immediate",
            "management.server.address", "0.0.0.0",
            "management.server.port", "7000",
            "logging.config", "classpath:mine.xml");

    assertThat(service.getProperty("management.metrics.tags.env")).isEqualTo("prod");
    assertThat(service.getProperty("server.shutdown")).isEqualTo("immediate");
    assertThat(service.getProperty("management.server.address")).isEqualTo("0.0.0.0");
    assertThat(service.getProperty("management.server.port")).isEqualTo("7000");
    assertThat(service.getProperty("logging.config")).isEqualTo("classpath:mine.xml");
  }

  @ParameterizedTest
  @CsvSource({"8081, 9081", "0, 0", "65000, 0", "-1, 0"})
  void theManagementPort_followsTheServices(String port, String management) {
    assertThat(defaults("server.port", port).getProperty("management.server.port"))
        .isEqualTo(management);
  }

  @ParameterizedTest
  @CsvSource({"8080", "-1"})
  void aManagementServerThatIsNoneOfItsOwn_hasNoAddress(String port) {
    assertThat(
            defaults("server.port", "8080", "management.server.port", port)
                .containsProperty("management.server.address"))
        .isFalse();
  }

  @Test
  void anEndpoint_switchesTheExportOn() {
    assertThat(
            defaults("nines.otlp.endpoint", " http://collector:4318/v1/traces ")
                .getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
        .isEqualTo("http://collector:4318/v1/traces");
  }

  private static MockEnvironment defaults(String... properties) {
    MockEnvironment environment = new MockEnvironment();
    for (int i = 0; i < properties.length; i += 2) {
      environment.setProperty(properties[i], properties[i + 1]);
    }
    Defaults defaults = new Defaults();
    defaults.postProcessEnvironment(environment, new SpringApplication());
    defaults.postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
