package dev.nines.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a JVM loads while it starts; a later JVM of the same program
 * starts in less than half the time with it.
 *
 * <p>It is written at the end of a run of its own, which serves nobody: a JVM that goes on after
 * {@code jcmd VM.cds dynamic_dump} dies of a segmentation fault at the next lambda of the JDK's own
 * archive that it links (seen with 25.0.3).
 */
final class ClassArchive {
  private static final long PATIENCE_SECONDS = 120;
  // Spring ends the JVM when all beans are there, before anything listens.
  private static final String NO_FURTHER = "-Dspring.context.exit=onRefresh";

  private ClassArchive() {}

  /**
   * Writes it, all or nothing; whether it is there now. It is no loss if it can't be had.
   *
   * @param java what starts the service, up to the jar
   */
  static boolean train(List<String> java, Path jar, Map<String, String> environment, Path archive) {
    Path half = archive.resolveSibling("classes-" + ProcessHandle.current().pid() + ".new");
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(NO_FURTHER, "-XX:ArchiveClassesAtExit=" + half, "-jar", jar.toString()));
    try {
      boolean done = run(command, environment);
      if (done && Files.exists(half)) {
        Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(half);
      return Files.exists(archive);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
