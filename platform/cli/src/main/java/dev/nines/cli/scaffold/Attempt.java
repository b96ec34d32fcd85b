package dev.nines.cli.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * Writes to files, all of which are taken back unless they are {@link #keep kept}: also when this
 * process is told to end in their midst.
 */
final class Attempt {
  private final Deque<Step> back = new ArrayDeque<>();
  private final Thread hook = new Thread(this::takeBackAtExit, "take back");
  private boolean over;

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  Attempt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Makes a folder that nobody else has, beside a path whose own is made if it is not there. */
  synchronized Path makeFolderBeside(Path path) throws IOException {
    goOn();
    makeFolderOf(path);
    Path folder = Files.createTempDirectory(path.toAbsolutePath().getParent(), ".new-");
    back.push(() -> FileUtils.deleteDirectory(folder.toFile()));
    return folder;
  }

  /** Writes a file, in a folder that is made if it is not there. */
  synchronized void write(Path file, String text) throws IOException {
    goOn();
    makeFolderOf(file);
    if (Files.exists(file)) {
      String before = Files.readString(file);
      back.push(() -> Files.writeString(file, before));
    } else {
      Files.createFile(file);
      back.push(() -> Files.deleteIfExists(file));
    }
    Files.writeString(file, text);
  }

  /** Gives a folder a place where nothing is yet, at once. */
  synchronized void move(Path folder, Path place) throws IOException {
    goOn();
    Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
    back.push(() -> FileUtils.deleteDirectory(place.toFile()));
  }

  /** From now on nothing is taken back. */
  synchronized void keep() throws IOException {
    goOn();
    end();
  }

  /**
   * Takes everything back, the last first.
   *
   * @return what could not be; empty if all is as it was
   */
  synchronized List<String> takeBack() {
    List<String> left = new ArrayList<>();
    for (Step step : back) {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        left.add(String.valueOf(e.getMessage()));
      }
    }
    end();
    return left;
  }

  private void makeFolderOf(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      makeFolderOf(folder);
      Files.createDirectory(folder);
      back.push(() -> Files.deleteIfExists(folder));
    }
  }

  private void goOn() throws IOException {
    if (over) {
      throw new IOException("interrupted");
    }
  }

  private void end() {
    over = true;
    back.clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending, and the hook finds nothing more to do.
    }
  }

  private void takeBackAtExit() {
    takeBack().forEach(left -> System.err.println("nines: Not taken back: " + left));
  }
}
