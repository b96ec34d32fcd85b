package dev.nines.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command in a session of its own: neither the terminal's end nor its ctrl-C reaches it. What
 * wraps it replaces itself by the program, so the pid stays.
 */
final class Detached {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private Detached() {}

  static List<String> command(List<String> command) {
    List<String> wrapper =
        Files.isExecutable(SETSID)
            ? List.of(SETSID.toString())
            : List.of("sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh");
    return Stream.concat(wrapper.stream(), command.stream()).toList();
  }
}
