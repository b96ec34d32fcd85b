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
        .isEqualTo("health,info,prometheus,threaddump,heapdump,loggers");
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
  void formatsOfTraces_areSpringBootsOwn_unlessSet() {
    assertThat(defaults().getProperty("nines.propagation.consume")).isEqualTo("W3C,baggage");
    assertThat(
            defaults("management.tracing.propagation.produce", "B3")
                .getProperty("nines.propagation.produce"))
        .isEqualTo("B3,baggage");
    assertThat(
            defaults("management.tracing.propagation.type", "B3,W3C")
                .getProperty("nines.propagation.consume"))
        .isEqualTo("B3,W3C,baggage");
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

  @Test
  void aFolderOfCertificates_switchesMtlsOn_forBothPorts() {
    MockEnvironment service = defaults("nines.mtls.folder", "/certs");

    assertThat(service.getProperty("nines.mtls.enabled")).isEqualTo("true");
    assertThat(service.getProperty("server.ssl.bundle")).isEqualTo("nines-mtls");
    assertThat(service.getProperty("server.ssl.client-auth")).isEqualTo("need");
    assertThat(service.getProperty("management.server.ssl.bundle")).isEqualTo("nines-mtls");
    assertThat(service.getProperty("management.server.ssl.client-auth")).isEqualTo("need");
  }

  @Test
  void mtlsWithoutTheServer_leavesTheServicesPortAlone() {
    MockEnvironment service = defaults("nines.mtls.folder", "/certs", "nines.mtls.server", "false");

    assertThat(service.containsProperty("server.ssl.bundle")).isFalse();
    assertThat(service.getProperty("management.server.ssl.bundle")).isEqualTo("nines-mtls");
  }

  @ParameterizedTest
  @CsvSource({"' ', true", "'', true", "/certs, false"})
  void withoutAFolder_orSwitchedOff_thereIsNoMtls(String folder, String enabled) {
    MockEnvironment service = defaults("nines.mtls.folder", folder, "nines.mtls.enabled", enabled);

    assertThat(service.containsProperty("server.ssl.bundle")).isFalse();
    assertThat(service.containsProperty("management.server.ssl.bundle")).isFalse();
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
