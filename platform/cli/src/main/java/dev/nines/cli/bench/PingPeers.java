package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Java;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds what our services are compared with, from {@code bench/peers}.
 *
 * @param folder for all that comes out of it, such as {@code build.log}
 */
record PingPeers(Settings settings, Path folder, Terminal terminal) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<PingContestant> JVM =
      List.of(PingContestant.TOMCAT, PingContestant.WEBFLUX, PingContestant.NETTY);
  private static final List<String> NODE_FILES =
      List.of("package.json", "package-lock.json", "server.js");

  /** What starts each; those that can't be had here are told of, and missing. */
  Map<PingContestant, List<String>> build(List<PingContestant> wanted)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.deleteIfExists(log());
    Map<PingContestant, List<String>> commands = new EnumMap<>(PingContestant.class);
    if (wanted.contains(PingContestant.GO)) {
      go().ifPresent(command -> commands.put(PingContestant.GO, command));
    }
    if (wanted.contains(PingContestant.NODE)) {
      node().ifPresent(command -> commands.put(PingContestant.NODE, command));
    }
    List<PingContestant> jvm = JVM.stream().filter(wanted::contains).toList();
    if (!jvm.isEmpty() && maven(jvm)) {
      jvm.forEach(peer -> commands.put(peer, List.of(Java.program(), "-jar", jar(peer))));
    }
    return commands;
  }

  private Path log() {
    return folder.resolve("build.log");
  }

  private Path sources(PingContestant peer) {
    return settings.root().resolve("bench/peers").resolve(peer.title());
  }

  private Optional<List<String>> go() throws InterruptedException {
    Optional<Path> go = program("go", PingContestant.GO, "Install Go 1.19 or newer.");
    String out = folder.resolve("go-ping").toString();
    return go.isPresent()
            && ran(
                "go",
                List.of(go.get().toString(), "build", "-o", out, "."),
                sources(PingContestant.GO))
        ? Optional.of(List.of(out))
        : Optional.empty();
  }

  // Elsewhere than beside its sources, where its modules would lie about.
  private Optional<List<String>> node() throws IOException, InterruptedException {
    String hint = "Install Node.js 20 or newer, with npm.";
    Optional<Path> node = program("node", PingContestant.NODE, hint);
    Optional<Path> npm =
        node.isEmpty() ? Optional.empty() : program("npm", PingContestant.NODE, hint);
    if (npm.isEmpty()) {
      return Optional.empty();
    }
    Path copy = Files.createDirectories(folder.resolve("node"));
    for (String file : NODE_FILES) {
      Files.copy(
          sources(PingContestant.NODE).resolve(file),
          copy.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> install = List.of(npm.get().toString(), "ci", "--no-audit", "--no-fund");
    return ran("node", install, copy)
        ? Optional.of(List.of(node.get().toString(), copy.resolve("server.js").toString()))
        : Optional.empty();
  }

  private boolean maven(List<PingContestant> peers) throws InterruptedException {
    List<String> names = peers.stream().map(PingContestant::title).toList();
    return ran(
        String.join(", ", names),
        List.of(
            settings.root().resolve("mvnw").toString(),
            "-B",
            "-q",
            "-DskipTests",
            "-pl",
            String.join(",", names),
            "package"),
        settings.root().resolve("bench/peers"));
  }

  private String jar(PingContestant peer) {
    return sources(peer).resolve("target").resolve(peer.title() + ".jar").toString();
  }

  private Optional<Path> program(String name, PingContestant peer, String hint) {
    Optional<Path> found = PathFolders.of(settings.environment()).find(name);
    if (found.isEmpty()) {
      terminal.progress(
          "%s is left out: no %s on the PATH. %s".formatted(peer.title(), name, hint));
    }
    return found;
  }

  private boolean ran(String names, List<String> command, Path where) throws InterruptedException {
    terminal.progress("Building " + names);
    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    try (OwnProcess process = new OwnProcess(command, where, environment, log())) {
      if (process.succeedsWithin(PATIENCE)) {
        return true;
      }
    }
    terminal.progress("%s: left out, since the build failed. See %s.".formatted(names, log()));
    return false;
  }
}
