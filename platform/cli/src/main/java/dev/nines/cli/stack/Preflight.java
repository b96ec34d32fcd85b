package dev.nines.cli.stack;

import dev.nines.cli.ports.PortOwner;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What must hold before anything is started. */
record Preflight(Settings settings) {
  private static final long NEEDED_BYTES = 200L << 20;

  /**
   * @param ports those that will be listened on
   * @throws Refusal naming everything that is in the way, all at once
   */
  void check(List<Port> ports) {
    checkHome();
    List<String> taken =
        ports.stream()
            .filter(port -> !PortProbe.free(settings.port(port)))
            .map(this::taken)
            .toList();
    if (!taken.isEmpty()) {
      throw new Refusal(String.join("\n", taken) + "\nNothing was started.");
    }
  }

  private String taken(Port port) {
    int number = settings.port(port);
    String owner =
        PortOwner.of(number)
            .map(o -> "is in use by " + o)
            .orElse("is in use by a process that can't be seen from here");
    return "Port %d (%s) %s. End it, or choose another port with %s=..."
        .formatted(number, port.title(), owner, port.variable());
  }

  private void checkHome() {
    Path home = settings.home();
    try {
      Files.createDirectories(settings.logs());
      Path probe = Files.createTempFile(home, "probe-", "");
      Files.writeString(probe, "writable");
      Files.delete(probe);
      long free = Files.getFileStore(home).getUsableSpace();
      if (free < NEEDED_BYTES) {
        throw new Refusal(
            "Only %d MB are free where %s is; %d MB are needed. Make room, or set NINES_HOME to a folder elsewhere."
                .formatted(free >> 20, home, NEEDED_BYTES >> 20));
      }
    } catch (IOException e) {
      throw new Refusal(
          "The state folder %s can't be written (%s). Make it writable, or set NINES_HOME to another folder."
              .formatted(home, e),
          e);
    }
  }
}
