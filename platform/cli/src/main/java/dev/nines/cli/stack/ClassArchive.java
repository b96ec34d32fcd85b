package dev.nines.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a running JVM has loaded; a later JVM of the same program starts
 * in less than half the time with it.
 */
final class ClassArchive {
  /** What a JVM must be started with so that it can be archived. */
  static final String RECORD = "-XX:+RecordDynamicDumpInfo";

  private static final long PATIENCE_SECONDS = 60;

  private ClassArchive() {}

  /** Writes it, all or nothing; whether it is there now. It is no loss if it can't be had. */
  static boolean write(long pid, Path archive) {
    Path half = archive.resolveSibling("classes-" + pid + ".new");
    Path jcmd = Path.of(Java.program()).resolveSibling("jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), "" + pid, "VM.cds", "dynamic_dump", half.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean done =
          process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
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
}
