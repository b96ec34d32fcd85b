package dev.nines.cli.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where programs are looked for.
 *
 * @param path the folders, as {@code PATH} has them
 */
record PathFolders(String path) {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  static PathFolders of(Map<String, String> environment) {
    return new PathFolders(environment.getOrDefault("PATH", ""));
  }

  /** The first of this name. */
  Optional<Path> find(String name) {
    return SEPARATOR
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
