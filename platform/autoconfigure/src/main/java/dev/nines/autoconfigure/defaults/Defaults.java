package dev.nines.autoconfigure.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Adds a service's default properties below every other source of properties. {@code
 * defaults.properties} beside this class lists them; those that depend on others are worked out
 * here.
 */
final class Defaults implements EnvironmentPostProcessor, Ordered {
  static final String SOURCE = "ninesDefaults";

  private static final int MANAGEMENT_PORT_OFFSET = 1000;

  private static final String EXPOSED = "management.endpoints.web.exposure.include";

  /** After all others, so that every property an application sets is already known. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getPropertySources().contains(SOURCE)) {
      return;
    }
    Map<String, Object> properties = new HashMap<>();
    load("dev/nines/autoconfigure/defaults/defaults.properties")
        .forEach((key, value) -> properties.put((String) key, value));
    properties.put("nines.version", version());
    management(environment, properties);
    traces(environment, properties);
    logs(properties);
    mtls(environment, properties);
    environment.getPropertySources().addLast(new MapPropertySource(SOURCE, properties));
    EventLoops.configure(Runtime.getRuntime().availableProcessors());
  }

  private static String version() {
    String buildInfo = "META-INF/build-info.properties";
    return new ClassPathResource(buildInfo).exists()
        ? load(buildInfo).getProperty("build.version", "unknown")
        : "unknown";
  }

  private static void management(Environment environment, Map<String, Object> properties) {
    int port = environment.getProperty("server.port", Integer.class, 8080);
    Integer management = environment.getProperty("management.server.port", Integer.class);
    properties.put("management.server.port", Integer.toString(managementPort(port)));
    if (isOwnServer(port, management)) {
      properties.put("management.server.address", "127.0.0.1");
      // Behind the guard of diagnostics, which only a server of its own has.
      properties.merge(
          EXPOSED, ",threaddump,heapdump,loggers", (open, more) -> open + (String) more);
      properties.put("management.endpoint.heapdump.access", "unrestricted");
    }
  }

  /** Any free port where the service's own is free to choose, or too high. */
  private static int managementPort(int port) {
    return port > 0 && port <= 0xFFFF - MANAGEMENT_PORT_OFFSET ? port + MANAGEMENT_PORT_OFFSET : 0;
  }

  /** Spring Boot refuses an address for a management server that is not one of its own. */
  private static boolean isOwnServer(int port, @Nullable Integer management) {
    return management == null || management == 0 || (management > 0 && management != port);
  }

  private static void traces(Environment environment, Map<String, Object> properties) {
    String endpoint = environment.getProperty("nines.otlp.endpoint", "");
    if (!endpoint.isBlank()) {
      properties.put("management.opentelemetry.tracing.export.otlp.endpoint", endpoint.strip());
    }
  }

  private static void logs(Map<String, Object> properties) {
    boolean own =
        List.of("logback-spring.xml", "logback.xml", "logback-test.xml").stream()
            .anyMatch(name -> new ClassPathResource(name).exists());
    if (!own) {
      properties.put("logging.config", "classpath:dev/nines/autoconfigure/logs/logback.xml");
    }
  }

  private static void mtls(Environment environment, Map<String, Object> properties) {
    String folder = environment.getProperty("nines.mtls.folder", "");
    if (folder.isBlank() || !environment.getProperty("nines.mtls.enabled", Boolean.class, true)) {
      return;
    }
    properties.put("nines.mtls.enabled", "true");
    server("management.server.ssl.", properties);
    if (environment.getProperty("nines.mtls.server", Boolean.class, true)) {
      server("server.ssl.", properties);
    }
  }

  /** The bundle is registered by MtlsAutoConfiguration. */
  private static void server(String prefix, Map<String, Object> properties) {
    properties.put(prefix + "bundle", "nines-mtls");
    properties.put(prefix + "client-auth", "need");
  }

  private static Properties load(String resource) {
    try {
      return PropertiesLoaderUtils.loadProperties(new ClassPathResource(resource));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }
}
