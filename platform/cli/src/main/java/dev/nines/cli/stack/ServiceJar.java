package dev.nines.cli.stack;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.apache.commons.io.FileUtils;

/**
 * A service's executable jar and its extracted form, which starts faster; extracted again whenever
 * the jar has changed.
 *
 * @param name of the service and of its folder under {@code services/}
 * @param jvm that runs it in the stack
 */
record ServiceJar(String name, Path root, Jvm jvm) {
  private static final int KEPT = 2;

  /** The jar that the build made. */
  Path jar() {
    Path target = root.resolve("services").resolve(name).resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
          .filter(file ->
              !file.getFileName().toString().matches(".*-(sources|javadoc|tests|plain)\\.jar"))
          .max(Comparator.naturalOrder())
          .orElseThrow(() ->
              new Refusal("No jar of " + name + " in " + target + ". Build it: ./nines does."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Extracts the jar if that has not been done yet; the extracted jar to run. */
  Path extracted() {
    Path jar = jar();
    try {
      // Beside the jar, so that stacks with other state folders start as fast.
      Path folder = jar.resolveSibling("extracted").resolve(stamp(jar));
      if (!Files.exists(folder)) {
        Files.createDirectories(folder.getParent());
        Path half = Files.createTempDirectory(folder.getParent(), "new-");
        extract(jar, half.resolve("jar"));
        publish(half.resolve("jar"), folder);
        Files.delete(half);
        forget(folder);
      }
      return folder.resolve(jar.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Another command may have been as fast.
  private static void publish(Path half, Path folder) throws IOException {
    try {
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FileUtils.deleteDirectory(half.toFile());
      if (!Files.exists(folder)) {
        throw e;
      }
    }
  }

  // A stack that still runs an older one keeps it: only the oldest go.
  private static void forget(Path newest) throws IOException {
    try (Stream<Path> siblings = Files.list(newest.getParent())) {
      List<Path> old =
          siblings
              .filter(folder -> !folder.equals(newest))
              .sorted(
                  Comparator.comparingLong((Path folder) -> folder.toFile().lastModified())
                      .reversed())
              .skip(KEPT)
              .toList();
      for (Path folder : old) {
        FileUtils.deleteDirectory(folder.toFile());
      }
    }
  }

  /** The archive of the classes that it loads while it starts. */
  private static Path archive(Path extracted) {
    return extracted.resolveSibling("classes.jsa");
  }

  // Not size and time: a reproducible build gives every jar the same time.
  private static String stamp(Path jar) throws IOException {
    CRC32 sum = new CRC32();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
          .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
    }
    return Long.toHexString(sum.getValue());
  }

  private static void extract(Path jar, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Process process =
        new ProcessBuilder(
                Java.program(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                to.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Refusal(
            jar
                + " could not be extracted. Is it a Spring Boot jar? Build it again: ./mvnw package.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  /** What starts the service. */
  List<String> command(Path extracted) {
    Path archive = archive(extracted);
    List<String> command = jvm.command();
    if (Files.exists(archive)) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.addAll(List.of("-jar", extracted.toString()));
    return command;
  }

  /** Once for each build: makes its starts faster, by whichever compilers. */
  boolean archiveClasses(Map<String, String> environment) {
    Path extracted = extracted();
    Path archive = archive(extracted);
    return Files.exists(archive)
        || ClassArchive.train(Jvm.FOOTPRINT.command(), extracted, environment, archive);
  }
}
