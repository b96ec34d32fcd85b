package dev.nines.cli.stack;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The configuration of Prometheus and Alertmanager for this machine: a copy of {@code
 * alerting-rules/} in which containers' names are replaced by loopback addresses.
 */
record Configuration(Settings settings) {
  private static final List<String> TEXTS = List.of(".yml", ".yaml", ".tmpl");

  Path folder() {
    return settings.home().resolve("config");
  }

  Path prometheus() {
    return folder().resolve("prometheus.yml");
  }

  /** The compiled one, which has the inhibitions; else the one written by hand. */
  Path alertmanager() {
    // Paths of templates in it are relative to its own folder, which is why it is moved up.
    return folder().resolve("alertmanager.yml");
  }

  /** Writes it anew. */
  void write() {
    Path source = settings.root().resolve("alerting-rules");
    if (!Files.exists(source.resolve("prometheus.yml"))) {
      throw new Refusal(
          "No "
              + source.resolve("prometheus.yml")
              + ". Is "
              + settings.root()
              + " a checkout of Nines?");
    }
    try {
      delete(folder());
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file, folder().resolve(source.relativize(file)));
        }
      }
      Path compiled = source.resolve("generated/alertmanager.yml");
      if (Files.exists(compiled)) {
        copy(compiled, alertmanager());
      }
      writeTargets();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Path file, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    String name = file.getFileName().toString();
    if (TEXTS.stream().anyMatch(name::endsWith)) {
      Files.writeString(to, local(Files.readString(file)));
    } else {
      Files.copy(file, to);
    }
  }

  String local(String text) {
    String local = text;
    for (Map.Entry<String, Port> name : NAMES.entrySet()) {
      local = local.replace(name.getKey(), settings.address(name.getValue()));
    }
    // Compiled configuration lies one folder deeper than it is run from.
    return local.replace("../templates/", "templates/");
  }

  private static final Map<String, Port> NAMES =
      Map.of(
          "mailpit:1025", Port.SMTP,
          "alertmanager:9093", Port.ALERTMANAGER,
          "prometheus:9090", Port.PROMETHEUS,
          "localhost:9090", Port.PROMETHEUS,
          "localhost:9093", Port.ALERTMANAGER,
          "localhost:8025", Port.MAIL_UI,
          "order:9000", Port.ORDER_MANAGEMENT,
          "gateway:9000", Port.GATEWAY_MANAGEMENT);

  private void writeTargets() throws IOException {
    Path targets = folder().resolve("targets");
    delete(targets);
    Files.createDirectories(targets);
    Files.writeString(
        targets.resolve("services.yml"),
        target("order", Port.ORDER_MANAGEMENT) + target("gateway", Port.GATEWAY_MANAGEMENT));
  }

  private String target(String service, Port port) {
    return "- targets: ['%s']\n  labels: {service: %s}\n"
        .formatted(settings.address(port), service);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
