package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A local Maven repository with Nines in it: everything else is that of this machine, by links, so
 * that nothing of a test's stays there.
 */
record OwnRepository(Path folder) {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  OwnRepository {
    try {
      Sandbox.deleteTree(folder);
      Path machines = Path.of(System.getProperty("nines.repository"));
      link(machines, folder, "dev");
      link(machines.resolve("dev"), folder.resolve("dev"), "nines");
      install(folder, "nines-parent", "pom.xml", "");
      install(folder, "nines-bom", "platform-bom/pom.xml", "");
      for (String module : new String[] {"slo-model", "slo-compiler", "slo-maven-plugin"}) {
        install(folder, module, "platform/" + module + "/pom.xml", module + "-" + VERSION);
      }
      for (String module : new String[] {"autoconfigure", "otlp", "test"}) {
        String artifact = "nines-" + module;
        install(folder, artifact, "platform/" + module + "/pom.xml", artifact + "-" + VERSION);
      }
      install(folder, "nines-starter", "platform/starter/pom.xml", "nines-starter-" + VERSION);
      install(folder, "nines-gatling", "gatling/pom.xml", "nines-gatling");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path from, Path to, String butFor) throws IOException {
    Files.createDirectories(to);
    if (Files.isDirectory(from)) {
      try (Stream<Path> all = Files.list(from)) {
        for (Path each : all.filter(path -> !path.endsWith(butFor)).toList()) {
          Files.createSymbolicLink(to.resolve(each.getFileName()), each);
        }
      }
    }
  }

  private static void install(Path folder, String artifact, String pom, String jar)
      throws IOException {
    Path place = folder.resolve("dev/nines").resolve(artifact).resolve(VERSION);
    Files.createDirectories(place);
    String name = artifact + "-" + VERSION;
    Path from = Sandbox.ROOT.resolve(pom);
    Files.copy(from, place.resolve(name + ".pom"));
    Path built = from.resolveSibling("target").resolve(jar + ".jar");
    if (Files.exists(built)) {
      Files.copy(built, place.resolve(name + ".jar"));
    }
  }
}
