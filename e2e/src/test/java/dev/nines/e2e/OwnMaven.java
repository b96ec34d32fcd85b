package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A {@code mvn} with a repository of its own: in it is what this machine has, by links, but for
 * Nines, so that what a test installs is what it finds, and nothing of it stays. It is offline if
 * the build that tests is.
 */
record OwnMaven(Path folder) {
  private static final boolean OFFLINE =
      System.getProperty("nines.maven", "").equals("offline=true");
  private static final String VERSION = "0.1.0-SNAPSHOT";

  /** Commands that are left out offline, and why: all that no test runs then. */
  private static final Map<String, String> NEED_NETWORK =
      Map.of(
          "./mvnw -DskipTests install", "no build before needs maven-install-plugin",
          "./mvnw -f load/pom.xml compile exec:exec", "no build before needs exec-maven-plugin");

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

  /**
   * Types the guide's next command, or leaves it out where it can't run.
   *
   * @param beginning of the command, one of those that need a network
   * @return whether it has run
   */
  static boolean nextIfOnline(Walkthrough guide, String beginning) {
    String reason = NEED_NETWORK.get(beginning);
    if (reason == null) {
      throw new IllegalArgumentException("beginning must be a known one, was: " + beginning);
    }
    if (!OFFLINE) {
      guide.next(beginning);
      return true;
    }
    System.out.printf("%s: left out offline, %s%n", beginning, reason);
    guide.pass(beginning);
    return false;
  }

  /** Does what {@code mvn install} does with what others build on, from what is built. */
  void install() throws IOException {
    install("nines-parent", "pom.xml", "");
    install("nines-bom", "platform-bom/pom.xml", "");
    for (String module : List.of("slo-model", "slo-compiler", "slo-maven-plugin")) {
      install(module, "platform/" + module + "/pom.xml", module + "-" + VERSION);
    }
    for (String module : List.of("autoconfigure", "otlp", "starter", "test")) {
      String artifact = "nines-" + module;
      install(artifact, "platform/" + module + "/pom.xml", artifact + "-" + VERSION);
    }
    install("nines-gatling", "gatling/pom.xml", "nines-gatling");
    String archetype = "service-archetype";
    install(archetype, archetype + "/pom.xml", archetype + "-" + VERSION);
  }

  private void install(String artifact, String pom, String jar) throws IOException {
    Path place = repository().resolve("dev/nines").resolve(artifact).resolve(VERSION);
    Files.createDirectories(place);
    String name = artifact + "-" + VERSION;
    Path from = Sandbox.ROOT.resolve(pom);
    Files.copy(from, place.resolve(name + ".pom"));
    Path built = from.resolveSibling("target").resolve(jar + ".jar");
    if (Files.exists(built)) {
      Files.copy(built, place.resolve(name + ".jar"));
    }
  }

  private Path repository() {
    return folder.resolve("repository");
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
    exec '%s' -B %s -Dmaven.repo.local='%s' "$@"
    """
        .formatted(
            System.getenv("PATH"), Sandbox.ROOT.resolve("mvnw"), OFFLINE ? "-o" : "", repository);
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
