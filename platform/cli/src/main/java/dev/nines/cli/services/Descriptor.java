package dev.nines.cli.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One {@code nines.yaml}, read: a service, or every problem found in it. */
final class Descriptor {
  private static final Set<String> KEYS =
      Set.of("port", "managementPort", "database", "simulation", "scopes");

  private final String place;
  private final List<String> problems = new ArrayList<>();

  private Descriptor(String place) {
    this.place = place;
  }

  /**
   * Reads one.
   *
   * @param place its path, for problems
   * @param problems where they are added, each as {@code place: fact. fix.}
   * @return null if there are problems
   */
  static @Nullable LocalService read(
      String name, String place, String text, List<String> problems) {
    Descriptor descriptor = new Descriptor(place);
    LocalService service = descriptor.service(name, text);
    problems.addAll(descriptor.problems);
    return descriptor.problems.isEmpty() ? service : null;
  }

  private @Nullable LocalService service(String name, String text) {
    Object document;
    try {
      document = new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      String fact = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      problem("It is no YAML (" + fact + "). Mend it.");
      return null;
    }
    if (!(document instanceof Map<?, ?> map)) {
      problem("It is no mapping. Give port, managementPort and database.");
      return null;
    }
    Set<String> unknown = new TreeSet<>(map.keySet().stream().map(String::valueOf).toList());
    unknown.removeAll(KEYS);
    unknown.forEach(key ->
        problem(
            "'"
                + key
                + "' is no key here. Use port, managementPort, database, simulation and scopes."));
    return new LocalService(
        name,
        port(map, "port"),
        port(map, "managementPort"),
        database(map.get("database")),
        simulation(map.get("simulation")),
        scopes(map.get("scopes")));
  }

  private int port(Map<?, ?> map, String key) {
    if (map.get(key) instanceof Integer number && number > 0 && number < 65536) {
      return number;
    }
    problem("%s is %s. Give a port from 1 to 65535.".formatted(key, map.get(key)));
    return 0;
  }

  private boolean database(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    problem("database is " + value + ". Say true or false.");
    return false;
  }

  private String simulation(@Nullable Object value) {
    if (value != null && !(value instanceof String)) {
      problem("simulation is " + value + ". Name a class of gatling/.");
    }
    return value == null ? "" : value.toString();
  }

  private List<String> scopes(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String::valueOf).toList();
    }
    problem("scopes is " + value + ". Give a list of words.");
    return List.of();
  }

  private void problem(String factAndFix) {
    problems.add(place + ": " + factAndFix);
  }
}
