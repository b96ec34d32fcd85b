package dev.nines.cli.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that were put or fetched into a tools folder before. */
record InFolder(Path folder) implements Source {
  @Override
  public Map<Tool, Path> find() {
    return Programs.in(
        List.of(
            folder,
            Release.folder(folder, "prometheus"),
            Release.folder(folder, "alertmanager"),
            Debian.folder(folder)));
  }

  @Override
  public String title() {
    return folder.toString();
  }
}
