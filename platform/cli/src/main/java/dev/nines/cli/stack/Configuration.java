package dev.nines.cli.stack;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

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

  /** The compiled one, which has the inhibitions, with those receivers that are switched on. */
  Path alertmanager() {
    return folder().resolve("alertmanager-running.yml");
  }

  /**
   * Writes it anew.
   *
   * @return which receivers are on and off; nothing if none has a switch
   * @throws Refusal if a receiver's file can't be used
   */
  String write() {
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
      FileUtils.deleteDirectory(folder().toFile());
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path relative = source.relativize(file);
          if (!relative.startsWith(Receivers.FOLDER)) {
            copy(file, folder().resolve(relative));
          }
        }
      }
      // Secrets stay where they are; Alertmanager reads them there, at each notification.
      Files.createSymbolicLink(
          folder().resolve(Receivers.FOLDER), source.resolve(Receivers.FOLDER).toAbsolutePath());
      writeTargets();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switchReceivers();
  }

  /**
   * Switches receivers on and off as their files are now.
   *
   * @return which are on and off if that has changed, else nothing
   * @throws Refusal if a receiver's file can't be used; nothing has changed then
   */
  String switchReceivers() {
    return new Receivers(settings).toggle(folder(), alertmanager());
  }

  private void copy(Path file, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    String name = file.getFileName().toString();
    if (TEXTS.stream().anyMatch(name::endsWith)) {
      Files.writeString(to, new Mtls(settings).scrape(local(Files.readString(file))));
    } else {
      Files.copy(file, to);
    }
  }

  String local(String text) {
    String local = text;
    for (Map.Entry<String, Port> name : NAMES.entrySet()) {
      local = local.replace(name.getKey(), settings.address(name.getValue()));
    }
    return local;
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
    FileUtils.deleteDirectory(targets.toFile());
    Files.createDirectories(targets);
    Files.writeString(
        targets.resolve("services.yml"),
        target("order", settings.port(Port.ORDER_MANAGEMENT))
            + target("gateway", settings.port(Port.GATEWAY_MANAGEMENT))
            + settings.services().stream()
                .map(service -> target(service.name(), service.managementPort()))
                .collect(Collectors.joining()));
  }

  private static String target(String service, int port) {
    return "- targets: ['%s:%d']\n  labels: {service: %s}\n"
        .formatted(Settings.LOOPBACK, port, service);
  }
}
