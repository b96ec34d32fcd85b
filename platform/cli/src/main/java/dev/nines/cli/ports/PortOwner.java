package dev.nines.cli.ports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port.
 *
 * @param pid its number
 * @param command its command line, shortened
 */
public record PortOwner(long pid, String command) {
  private static final String LISTENING = "0A";
  private static final int LONGEST = 100;

  @Override
  public String toString() {
    return "process " + pid + " (" + command + ")";
  }

  /** The owner, if this machine tells: Linux does, for processes of the same user, or to root. */
  public static Optional<PortOwner> of(int port) {
    return of(port, Path.of("/proc"));
  }

  static Optional<PortOwner> of(int port, Path proc) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      try {
        sockets.addAll(listening(Files.readAllLines(proc.resolve(table)), port));
      } catch (IOException e) {
        // Without that table there is no such protocol here.
      }
    }
    return sockets.isEmpty() ? Optional.empty() : holder(proc, sockets);
  }

  /** The sockets, as {@code socket:[INODE]}, that listen on the port. */
  static Set<String> listening(List<String> table, int port) {
    String end = ":%04X".formatted(port);
    Set<String> sockets = new HashSet<>();
    table.stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(f -> f.length > 9 && f[1].endsWith(end) && f[3].equals(LISTENING))
        .forEach(f -> sockets.add("socket:[" + f[9] + "]"));
    return sockets;
  }

  private static Optional<PortOwner> holder(Path proc, Set<String> sockets) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          return Optional.of(
              new PortOwner(Long.parseLong(process.getFileName().toString()), command(process)));
        }
      }
    } catch (IOException e) {
      // Told below: nobody known.
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
    } catch (IOException e) {
      // Another user's process, or one that has just ended.
    }
    return false;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String command(Path process) throws IOException {
    String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
