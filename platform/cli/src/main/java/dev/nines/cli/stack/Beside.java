package dev.nines.cli.stack;

import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Native stacks that a measurement has beside the one of a state folder, for their figures to come
 * from the same minutes: each has a folder of its own in there, and is ended with that one by
 * {@code ./nines down}, where the measurement itself was killed.
 *
 * @param settings of the one that they are beside
 */
public record Beside(Settings settings) {
  private static final int HIGHEST = 65_535;

  /**
   * A place for another stack.
   *
   * @param name of its folder
   * @return the same settings, but with that folder, and for each port the next that nobody has now
   * @throws Refusal if there are not enough
   */
  public Settings place(String name) {
    Set<Integer> taken = new HashSet<>();
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, next(settings.port(port), taken));
    }
    List<LocalService> services =
        settings.services().stream()
            .map(service ->
                service.on(next(service.port(), taken), next(service.managementPort(), taken)))
            .toList();
    return new Settings(
        settings.root(), folder().resolve(name), ports, services, settings.environment(), false);
  }

  private static int next(int after, Set<Integer> taken) {
    for (int port = after + 1; port <= HIGHEST; port++) {
      if (!taken.contains(port) && PortProbe.free(port)) {
        taken.add(port);
        return port;
      }
    }
    throw new Refusal("No port above %d is free for another stack.".formatted(after));
  }

  /** Whether any is up, which only a measurement that was killed leaves so. */
  public boolean running() {
    return all().stream().anyMatch(NativeStack::running);
  }

  /** Ends all of them; what was done, all together. */
  public Stack.Down down(Terminal terminal) {
    return all().stream()
        .map(stack -> stack.down(terminal))
        .reduce(new Stack.Down(false, 0, Duration.ZERO), Stack.Down::and);
  }

  /** Those that have been there, whether they are up or not. */
  List<NativeStack> all() {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(folder())) {
      return homes.sorted().map(this::at).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What ends a stack needs its folder alone.
  private NativeStack at(Path home) {
    return new NativeStack(
        new Settings(
            settings.root(),
            home,
            settings.ports(),
            settings.services(),
            settings.environment(),
            false));
  }

  private Path folder() {
    return settings.home().resolve("beside");
  }
}
