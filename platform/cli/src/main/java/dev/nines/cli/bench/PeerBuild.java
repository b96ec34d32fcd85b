package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Java;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Builds what is in {@code bench/peers}, one at a time.
 *
 * @param folder for logs
 */
record PeerBuild(Settings settings, Path folder, Terminal terminal) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  Path sources(String name) {
    return settings.root().resolve("bench/peers").resolve(name);
  }

  /**
   * Builds a module of Maven's.
   *
   * @return its executable jar
   * @throws Refusal if it can't be built
   */
  Path jar(String name) throws IOException, InterruptedException {
    String maven = settings.root().resolve("mvnw").toString();
    run(name, List.of(maven, "-B", "-q", "-DskipTests", "-pl", name, "package"), sources(""));
    return sources(name).resolve("target").resolve(name + ".jar");
  }

  /**
   * Builds it, too.
   *
   * @return what starts it in a JVM as it comes
   * @throws Refusal if it can't be built
   */
  List<String> java(String name) throws IOException, InterruptedException {
    return List.of(Java.program(), "-jar", jar(name).toString());
  }

  /**
   * Has a build tool do its work.
   *
   * @throws Refusal if it does not
   */
  void run(String name, List<String> command, Path where) throws IOException, InterruptedException {
    terminal.progress("Building " + name);
    Path log = Files.createDirectories(folder).resolve(name + "-build.log");
    Files.deleteIfExists(log);
    Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"));
    try (OwnProcess process = new OwnProcess(command, where, environment, log)) {
      if (!process.succeedsWithin(PATIENCE)) {
        throw new Refusal("its build failed. See %s.".formatted(log));
      }
    } catch (UncheckedIOException e) {
      throw new Refusal("it can't be built: " + e.getMessage(), e);
    }
  }
}
