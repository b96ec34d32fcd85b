package dev.nines.cli.scaffold;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files that are written together: all of them, or none.
 *
 * @param folder that is made anew, in one step
 * @param inside its files, by their path in it
 * @param beside other files and what they will say; those that say so already are left alone
 * @param last those of the others that make the folder known to the build: written after it
 */
record Changes(
    Path folder, Map<String, String> inside, Map<Path, String> beside, Map<Path, String> last) {
  private static final String EXECUTABLE = "mvnw";

  Changes {
    inside = Map.copyOf(inside);
    beside = new TreeMap<>(beside);
    last = new TreeMap<>(last);
  }

  /** All but the folder's. */
  Map<Path, String> others() {
    Map<Path, String> others = new TreeMap<>(beside);
    others.putAll(last);
    return others;
  }

  /**
   * Writes them.
   *
   * @throws Refusal if that can't be done; nothing has changed then
   */
  void write() {
    Attempt attempt = new Attempt();
    try {
      writeAll(attempt);
    } catch (IOException e) {
      throw refusal(e, attempt.takeBack());
    }
  }

  private void writeAll(Attempt attempt) throws IOException {
    Path above = attempt.makeFolderBeside(folder);
    // A folder deeper than services are, and so none of them until it is whole.
    Path half = above.resolve("half");
    for (Map.Entry<String, String> file : inside.entrySet()) {
      attempt.write(half.resolve(file.getKey()), file.getValue());
    }
    if (inside.containsKey(EXECUTABLE)) {
      allowRunning(half.resolve(EXECUTABLE));
    }
    write(beside, attempt);
    attempt.move(half, folder);
    Files.delete(above);
    write(last, attempt);
    attempt.keep();
  }

  private static void write(Map<Path, String> files, Attempt attempt) throws IOException {
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Path path = file.getKey();
      if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        attempt.write(path, file.getValue());
      }
    }
  }

  private static void allowRunning(Path path) throws IOException {
    Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(path));
    rights.addAll(PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(path, rights);
  }

  private Refusal refusal(IOException e, List<String> left) {
    String state =
        left.isEmpty()
            ? "Nothing was changed; make room or rights."
            : "What was written before was taken back, but not all of it (%s); do that by hand."
                .formatted(String.join("; ", left));
    return new Refusal(
        "%s: It can't be written (%s). %s".formatted(folder, e.getMessage(), state), e);
  }
}
