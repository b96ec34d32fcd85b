package dev.nines.cli.stack;

import dev.nines.cli.ports.PortOwner;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What must hold before anything is started. */
record Preflight(Settings settings) {
  private static final long NEEDED_BYTES = 200L << 20;

  /**
   * For the native stack.
   *
   * @throws Refusal naming everything that is in the way, all at once
   */
  void checkNative() {
    List<Wanted> wanted = new ArrayList<>(Port.ofNative().stream().map(this::wanted).toList());
    for (LocalService service : settings.services()) {
      wanted.add(new Wanted(service.port(), service.name(), service.portVariable()));
      wanted.add(
          new Wanted(
              service.managementPort(),
              service.name() + " management",
              service.managementPortVariable()));
    }
    checkAll(wanted);
  }

  /**
   * @param ports those that will be listened on
   * @throws Refusal naming everything that is in the way, all at once
   */
  void check(List<Port> ports) {
    checkAll(ports.stream().map(this::wanted).toList());
  }

  /** A port that something will listen on, and the variable that moves it. */
  private record Wanted(int number, String title, String variable) {}

  private Wanted wanted(Port port) {
    return new Wanted(settings.port(port), port.title(), port.variable());
  }

  private void checkAll(List<Wanted> ports) {
    checkHome();
    List<String> taken =
        ports.stream()
            .filter(port -> !PortProbe.freeSoon(port.number()))
            .map(Preflight::taken)
            .toList();
    if (!taken.isEmpty()) {
      throw new Refusal(String.join("\n", taken) + "\nNothing was started.");
    }
  }

  private static String taken(Wanted port) {
    int number = port.number();
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
