package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A {@code mvn} that asks no network and has a repository of its own: in it is what this machine
 * has, by links, but for Nines, so that what a test installs is what it finds, and nothing of it
 * stays.
 */
record OwnMaven(Path folder) {

  OwnMaven {
    try {
      Sandbox.deleteTree(folder);
      Path repository = folder.resolve("repository");
      Path machines = Path.of(System.getProperty("nines.repository"));
      link(machines, repository, "dev");
      link(machines.resolve("dev"), repository.resolve("dev"), "nines");
      Path mvn = folder.resolve("bin/mvn");
      Files.createDirectories(mvn.getParent());
      Files.writeString(mvn, script(repository));
      if (!mvn.toFile().setExecutable(true)) {
        throw new IOException(mvn + " can't be made executable");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A {@code PATH} on which it comes first. */
  String path() {
    return folder.resolve("bin") + ":" + System.getenv("PATH");
  }

  // The wrapper finds, or fetches, the real one; it must not find this.
  private static String script(Path repository) {
    return """
    #!/bin/sh
    PATH='%s'
    export PATH
    exec '%s' -B -o -Dmaven.repo.local='%s' "$@"
    """
        .formatted(System.getenv("PATH"), Sandbox.ROOT.resolve("mvnw"), repository);
  }

  private static void link(Path from, Path to, String butFor) throws IOException {
    Files.createDirectories(to);
    if (Files.isDirectory(from)) {
      try (Stream<Path> all = Files.list(from)) {
        // Files are Maven's own notes, such as its catalog of archetypes, to which it writes.
        for (Path each :
            all.filter(Files::isDirectory).filter(path -> !path.endsWith(butFor)).toList()) {
          Files.createSymbolicLink(to.resolve(each.getFileName()), each);
        }
      }
    }
  }
}
