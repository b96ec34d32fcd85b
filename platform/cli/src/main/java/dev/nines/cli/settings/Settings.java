package dev.nines.cli.settings;

import dev.nines.cli.services.LocalService;
import dev.nines.cli.services.LocalServices;
import dev.nines.cli.terminal.Refusal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where everything is.
 *
 * @param root the folder that has {@code services/} and {@code alerting-rules/}
 * @param home the state folder: data, logs, mails
 * @param ports one for each {@link Port}, all different
 * @param services those beyond order and gateway, on their ports here
 * @param environment the variables that all this was read from
 * @param mtls whether the native stack's services ask for certificates: from {@code up --mtls}
 *     until {@code down}
 */
public record Settings(
    Path root,
    Path home,
    Map<Port, Integer> ports,
    List<LocalService> services,
    Map<String, String> environment,
    boolean mtls) {
  public static final String LOOPBACK = "127.0.0.1";

  /** The gateway's own is for everybody. */
  private static final Set<Port> CERTIFIED =
      EnumSet.of(Port.GATEWAY_MANAGEMENT, Port.ORDER, Port.ORDER_MANAGEMENT);

  public Settings {
    ports = Map.copyOf(ports);
    services = List.copyOf(services);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the ports and the state folder from environment variables.
   *
   * @throws Refusal naming every port that is no number, out of range or given twice
   */
  public static Settings read(Path root, Map<String, String> environment) {
    Path home =
        Path.of(environment.getOrDefault("NINES_HOME", root.resolve(".nines").toString()))
            .toAbsolutePath()
            .normalize();
    PortReader reader = new PortReader(environment);
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      // What is in containers only may share a number with what is not.
      ports.put(port, reader.read(port.variable(), port.standard(), port.ofContainersOnly()));
    }
    List<LocalService> services =
        LocalServices.read(root).stream().map(service -> placed(service, reader)).toList();
    reader.refuse();
    return new Settings(root, home, ports, services, environment, Files.exists(mark(home)));
  }

  private static LocalService placed(LocalService service, PortReader reader) {
    return service.on(
        reader.read(service.portVariable(), service.port(), false),
        reader.read(service.managementPortVariable(), service.managementPort(), false));
  }

  private static Path mark(Path home) {
    return home.resolve("mtls");
  }

  /** Is there while the stack has mTLS. */
  public Path mtlsMark() {
    return mark(home);
  }

  /** The same with mTLS or without. */
  public Settings withMtls(boolean on) {
    return new Settings(root, home, ports, services, environment, on);
  }

  /** The same with environment variables beside the others, or in their place. */
  public Settings with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Settings(root, home, ports, services, all, mtls);
  }

  public int port(Port port) {
    return java.util.Objects.requireNonNull(ports.get(port));
  }

  /** Such as {@code 127.0.0.1:9090}. */
  public String address(Port port) {
    return LOOPBACK + ":" + port(port);
  }

  /** Such as {@code http://127.0.0.1:9090/api/v1/query}. */
  public URI url(Port port, String path) {
    String scheme = mtls && CERTIFIED.contains(port) ? "https://" : "http://";
    return URI.create(scheme + address(port) + path);
  }

  /** Of one of {@link #services()}. */
  public URI url(LocalService service, String path) {
    return serviceUrl(service.port(), path);
  }

  /** Of one of {@link #services()}, on its management port. */
  public URI managementUrl(LocalService service, String path) {
    return serviceUrl(service.managementPort(), path);
  }

  private URI serviceUrl(int port, String path) {
    return URI.create((mtls ? "https://" : "http://") + LOOPBACK + ":" + port + path);
  }

  /** Programs that were fetched or unpacked; the same ones for all state folders. */
  public Path tools() {
    return root.resolve(".nines/tools");
  }

  public Path logs() {
    return home.resolve("logs");
  }

  public Path log(String component) {
    return logs().resolve(component + ".log");
  }
}
