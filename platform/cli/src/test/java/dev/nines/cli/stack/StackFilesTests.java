package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackFilesTests {
  private static final Path ROOT = Path.of(System.getProperty("nines.root"));

  @Test
  void filesOfTheStack_agree() {
    assertThat(new StackFiles(ROOT).problems()).isEmpty();
  }

  @Test
  void publishedPorts_areThoseOfTheSettings() {
    Settings settings = Settings.read(ROOT, Map.of());

    Map<String, Integer> ports =
        Arrays.stream(Port.values()).collect(Collectors.toMap(Port::variable, settings::port));
    for (LocalService service : settings.services()) {
      ports.put(service.portVariable(), service.port());
      ports.put(service.managementPortVariable(), service.managementPort());
    }
    assertThat(new StackFiles(ROOT).publishedPorts()).isEqualTo(ports);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          docker-compose.yml | ./deploy/loki/loki.yaml: | ./deploy/loki/none.yaml: | mounts deploy/loki/none.yaml
          docker-compose.yml | grafana/tempo:3.0.3 | grafana/tempo:latest | image without a pinned tag
          docker-compose.yml | 127.0.0.1:${NINES_LOKI_PORT:-3100} | ${NINES_LOKI_PORT:-3100} | not of loopback
          docker-compose.yml | ${NINES_LOKI_PORT:-3100} | 3100 | not of loopback
          docker-compose.yml | NINES_LOKI_PORT | NINES_TEMPO_PORT | a variable moves two of them
          docker-compose.yml | mem_limit: 480m | mem_limit: 512m | memory limits:
          docker-compose.yml | max-size: 10m, | | postgres: its log grows without bound
          docker-compose.yml | tmpfs: ['/var/lib/postgresql'] | tmpfs: ['/tmp'] | credentials: a volume without a name at /var/lib/postgresql
          docker-compose.yml | prometheus:/prometheus | prometheus:/data | prometheus: a volume without a name at /prometheus
          docker-compose.yml | alertmanager:/alertmanager | alertmanager:/data | alertmanager: a volume without a name at /alertmanager
          Dockerfile | eclipse-temurin:25-jdk | eclipse-temurin:latest | built on eclipse-temurin:latest, no pinned tag
          Dockerfile | :nonroot | | built on gcr.io/distroless/base-nossl-debian13, no pinned tag
          deploy/inbox/docker-compose.yml | eclipse-temurin:25-jdk | eclipse-temurin | built on eclipse-temurin, no pinned tag
          pom.xml | <version>0. | <version>1. | ARG VERSION is not the POM's 1.
          docker-compose.yml | GOMEMLIMIT: 231MiB | GOMEMLIMIT: 272MiB | GOMEMLIMIT too near
          docker-compose.yml | {postgres: {condition | {tempo: {condition | waits for tempo
          docker-compose.yml | profiles: [full] | profiles: [more] | not in profile full
          docker-compose.yml | ${NINES_GRAFANA_PASSWORD:-} | admin | a value for NINES_GRAFANA_PASSWORD
          docker-compose.yml | http://alloy:4318 | http://alloy:4319 | nothing listens at http://alloy:4319
          deploy/loki/loki.yaml | auth_enabled: false | "auth_enabled: false\nauth_enabled: true" | duplicate key
          grafana/grafana.ini | disable_gravatar = true | admin_password = admin | a value for admin_password
          grafana/grafana.ini | slos/fleet.json | slos/order.json | home dashboard
          grafana/provisioning/datasources/nines.yaml | uid: nines-tempo | uid: tempo | data source nines-tempo
          grafana/dashboards/generated/fleet.json | ${datasource} | other | data source other
          deploy/tempo/tempo.yaml | 0.0.0.0:4317 | localhost:4317 | nothing listens at tempo:4317
          deploy/loki/loki.yaml | port: 3100 | port: 3101 | nothing listens at http://loki:3100
          deploy/alloy/config.alloy | spanmetrics "services" | spanmetrics "others" | there is no otelcol.connector.spanmetrics.services
          alerting-rules/prometheus.yml | alertmanager:9093 | pager:9093 | nothing listens at pager:9093
          """)
  void copyWithAFault_isToldOf(
      String file, String from, @Nullable String to, String told, @TempDir Path folder)
      throws IOException {
    for (String part :
        List.of(
            "docker-compose.yml", "Dockerfile", "pom.xml", "deploy", "grafana", "alerting-rules")) {
      copy(ROOT.resolve(part), folder.resolve(part));
    }
    Path broken = folder.resolve(file);
    String text = Files.readString(broken);
    assertThat(text).contains(from);
    Files.writeString(broken, text.replace(from, to == null ? "" : to.replace("\\n", "\n")));

    assertThat(new StackFiles(folder).problems()).anyMatch(problem -> problem.contains(told));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
