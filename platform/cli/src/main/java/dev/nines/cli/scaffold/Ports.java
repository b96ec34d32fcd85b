package dev.nines.cli.scaffold;

import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.terminal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service's two ports. */
public record Ports(int port, int management) {
  private static final int FIRST = 8082;
  private static final int BETWEEN = 1000;

  /**
   * Those asked for, else the next pair that is nobody's.
   *
   * @param port 0 for any
   * @param management 0 for 1000 above the other
   * @param others services of the checkout
   * @throws Refusal if one is somebody's, or none
   */
  public static Ports choose(int port, int management, List<LocalService> others) {
    Map<Integer, String> taken = taken(others);
    int free = FIRST;
    while (taken.containsKey(free) || taken.containsKey(free + BETWEEN)) {
      free++;
    }
    int chosen = port == 0 ? free : port;
    int above = management == 0 ? chosen + BETWEEN : management;
    check("--port", chosen, free, taken);
    check("--management-port", above, free + BETWEEN, taken);
    if (chosen == above) {
      throw new Refusal("--management-port: %d is --port's. Choose another.".formatted(above));
    }
    return new Ports(chosen, above);
  }

  private static void check(String option, int port, int free, Map<Integer, String> taken) {
    if (port < 1 || port > 65535) {
      throw new Refusal("%s: %d is no port. Give one from 1 to 65535.".formatted(option, port));
    }
    if (taken.containsKey(port)) {
      throw new Refusal(
          "%s: %d is %s's. Choose another, such as %d."
              .formatted(option, port, taken.get(port), free));
    }
  }

  private static Map<Integer, String> taken(List<LocalService> others) {
    Map<Integer, String> taken = new TreeMap<>();
    for (Port port : Port.values()) {
      taken.put(port.standard(), port.title());
    }
    for (LocalService other : others) {
      taken.put(other.port(), other.name());
      taken.put(other.managementPort(), other.name());
    }
    return taken;
  }
}
