package dev.nines.cli.tools;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A file for each {@link Tool}; all of them run. */
public record Toolbox(Map<Tool, Path> files) {
  public Toolbox {
    files = Map.copyOf(files);
    for (Tool tool : Tool.values()) {
      Objects.requireNonNull(files.get(tool), tool::title);
    }
  }

  public Path file(Tool tool) {
    return Objects.requireNonNull(files.get(tool));
  }
}
