package dev.nines.cli.tools;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Programs in the folders of a {@code PATH}. */
record OnPath(String path) implements Source {
  @Override
  public Map<Tool, Path> find() {
    return Programs.in(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(f -> !f.isBlank())
            .map(Path::of)
            .toList());
  }

  @Override
  public String title() {
    return "the PATH";
  }
}
