package dev.nines.cli.tools;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Files that environment variables name. */
record NamedByVariable(Map<String, String> environment) implements Source {
  @Override
  public Map<Tool, Path> find() throws Unavailable {
    Map<Tool, Path> found = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      String file = environment.getOrDefault(tool.variable(), "");
      if (!file.isBlank()) {
        if (!Programs.runs(Path.of(file))) {
          throw new Unavailable(tool.variable() + " names " + file + ", which does not run");
        }
        found.put(tool, Path.of(file));
      }
    }
    return found;
  }

  @Override
  public String title() {
    return "NINES_PROMETHEUS, NINES_PROMTOOL, NINES_ALERTMANAGER, NINES_AMTOOL";
  }
}
