package dev.nines.cli.scaffold;

import dev.nines.cli.terminal.Refusal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;

/**
 * Files that are written together: all of them, or none.
 *
 * @param folder that is made anew, in one step
 * @param inside its files, by their path in it
 * @param beside other files and what they will say; those that say so already are left alone
 */
record Changes(Path folder, Map<String, String> inside, Map<Path, String> beside) {
  private static final String EXECUTABLE = "mvnw";

  Changes {
    inside = Map.copyOf(inside);
    beside = new TreeMap<>(beside);
  }

  /**
   * Writes them.
   *
   * @throws Refusal if that can't be done; nothing has changed then
   */
  void write() {
    Deque<Runnable> undo = new ArrayDeque<>();
    try {
      Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
      Path half = Files.createTempDirectory(parent, ".new-");
      undo.push(() -> FileUtils.deleteQuietly(half.toFile()));
      writeInside(half);
      for (Map.Entry<Path, String> file : beside.entrySet()) {
        put(file.getKey(), file.getValue(), undo);
      }
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UncheckedIOException e) {
      undo.forEach(Runnable::run);
      throw new Refusal(
          "%s: It can't be written (%s). Nothing was changed; make room or rights."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private void writeInside(Path half) throws IOException {
    for (Map.Entry<String, String> file : inside.entrySet()) {
      Path path = half.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      if (file.getKey().equals(EXECUTABLE)) {
        Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        rights.addAll(PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(path, rights);
      }
    }
  }

  private static void put(Path path, String text, Deque<Runnable> undo) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    Path missing = parent;
    while (missing != null && !Files.exists(missing)) {
      File made = missing.toFile();
      undo.addLast(made::delete); // after the files in it
      missing = missing.getParent();
    }
    Files.createDirectories(parent);
    if (!Files.exists(path)) {
      undo.push(() -> path.toFile().delete());
      Files.writeString(path, text);
      return;
    }
    String before = Files.readString(path);
    if (!before.equals(text)) {
      undo.push(() -> restore(path, before));
      Files.writeString(path, text);
    }
  }

  private static void restore(Path path, String before) {
    try {
      Files.writeString(path, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
