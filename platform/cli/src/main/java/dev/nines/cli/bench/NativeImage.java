package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Services as programs of their own, made by GraalVM, where there is one and the build has a
 * profile {@code native} that leaves {@code services/NAME/target/NAME}.
 *
 * @param folder for the build's log
 */
record NativeImage(Settings settings, Path folder, Terminal terminal) {
  private static final String COMPILER = "native-image";

  /** The program; empty, and told why in a line, if it can't be had here. */
  Optional<Path> build(String service) throws IOException, InterruptedException {
    try {
      return Optional.of(built(service));
    } catch (Refusal e) {
      terminal.progress("%s, native image: not measured: %s".formatted(service, e.getMessage()));
      return Optional.empty();
    }
  }

  private Path built(String service) throws IOException, InterruptedException {
    Path compiler =
        compiler()
            .orElseThrow(
                () -> new Refusal("no %s in GRAALVM_HOME or on the PATH.".formatted(COMPILER)));
    String module = "services/" + service;
    Path program = settings.root().resolve(module).resolve("target").resolve(service);
    Files.deleteIfExists(program);
    new PeerBuild(settings, folder, terminal)
        .run(
            service + "-native",
            List.of(
                settings.root().resolve("mvnw").toString(),
                "-B",
                "-q",
                "-DskipTests",
                "-Pnative",
                "-pl",
                module,
                "-am",
                "package"),
            settings.root());
    if (!Files.isExecutable(program)) {
      throw new Refusal(
          "%s is there, but the build has no profile native that makes %s."
              .formatted(compiler, program));
    }
    return program;
  }

  private Optional<Path> compiler() {
    Stream<PathFolders> places =
        Stream.concat(
            Stream.ofNullable(settings.environment().get("GRAALVM_HOME"))
                .filter(home -> !home.isBlank())
                .map(home -> new PathFolders(Path.of(home, "bin").toString())),
            Stream.of(PathFolders.of(settings.environment())));
    return places.flatMap(place -> place.find(COMPILER).stream()).findFirst();
  }
}
