package dev.nines.cli.settings;

import dev.nines.cli.terminal.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything is.
 *
 * @param root the folder that has {@code services/} and {@code alerting-rules/}
 * @param home the state folder: data, logs, mails, tools
 * @param ports one for each {@link Port}, all different
 * @param environment the variables that all this was read from
 */
public record Settings(
    Path root, Path home, Map<Port, Integer> ports, Map<String, String> environment) {
  public static final String LOOPBACK = "127.0.0.1";

  public Settings {
    ports = Map.copyOf(ports);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads the ports and the state folder from environment variables.
   *
   * @throws Refusal naming every port that is no number, out of range or given twice
   */
  public static Settings read(Path root, Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("NINES_HOME", root.resolve(".nines").toString()));
    List<String> problems = new ArrayList<>();
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      String text = environment.getOrDefault(port.variable(), "");
      Integer number = text.isBlank() ? Integer.valueOf(port.standard()) : number(text.strip());
      if (number == null) {
        problems.add(port.variable() + " must be a port from 1 to 65535, was: " + text);
        continue;
      }
      ports.forEach((other, taken) -> check(port, number, other, taken, problems));
      ports.put(port, number);
    }
    if (!problems.isEmpty()) {
      throw new Refusal(String.join("\n", problems));
    }
    return new Settings(root, home.toAbsolutePath().normalize(), ports, environment);
  }

  private static void check(Port port, int number, Port other, int taken, List<String> problems) {
    // What is in containers only may share a number with what is not.
    if (number == taken && Port.ofNative().containsAll(List.of(port, other))) {
      problems.add(
          "%s and %s are both %d; give them different ports."
              .formatted(other.variable(), port.variable(), number));
    }
  }

  private static @org.jspecify.annotations.Nullable Integer number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number > 0 && number < 65536 ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
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
    return URI.create("http://" + address(port) + path);
  }

  public Path logs() {
    return home.resolve("logs");
  }

  public Path log(String component) {
    return logs().resolve(component + ".log");
  }
}
