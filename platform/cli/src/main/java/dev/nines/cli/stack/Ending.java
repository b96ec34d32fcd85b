package dev.nines.cli.stack;

import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.process.Signal;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.supervisor.Folders;
import dev.nines.cli.supervisor.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends the native stack's processes: the supervisor, which ends its own, or those it left behind.
 */
record Ending(Settings settings) {
  private static final Duration SUPERVISOR_GRACE = Duration.ofSeconds(40);
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(8);
  private static final Duration DEATH = Duration.ofSeconds(5);

  /** Asks the supervisor to end everything, and waits; whether there was one. */
  boolean endSupervisor() {
    Optional<ProcessMark> supervisor = state().map(State::supervisor).filter(ProcessMark::alive);
    supervisor.ifPresent(process -> {
      process.signal(Signal.TERM);
      if (!Pause.until(() -> !process.alive(), SUPERVISOR_GRACE)) {
        process.signal(Signal.KILL);
        Pause.until(() -> !process.alive(), DEATH);
      }
    });
    return supervisor.isPresent();
  }

  /** Ends what a killed supervisor left; how many processes that were. */
  int endOrphans() {
    Set<ProcessMark> orphans = new LinkedHashSet<>();
    state().ifPresent(state -> state.processes().forEach(orphans::add));
    orphans.addAll(marked());
    orphans.forEach(orphan -> {
      // A frozen one would keep the request to end for later.
      orphan.signal(Signal.CONT);
      orphan.signal(isPostgres(orphan) ? Signal.INT : Signal.TERM);
    });
    Pause.until(() -> orphans.stream().noneMatch(ProcessMark::alive), ORPHAN_GRACE);
    orphans.forEach(orphan -> orphan.signal(Signal.KILL));
    Pause.until(() -> orphans.stream().noneMatch(ProcessMark::alive), DEATH);
    try {
      Files.deleteIfExists(new Folders(settings.home()).state());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return orphans.size();
  }

  private Optional<State> state() {
    return State.read(new Folders(settings.home()).state());
  }

  private boolean isPostgres(ProcessMark process) {
    return state()
        .flatMap(s -> s.part("postgres"))
        .filter(p -> process.equals(p.process()))
        .isPresent();
  }

  // Those that a supervisor started and had no time to write down before it was killed.
  private List<ProcessMark> marked() {
    List<ProcessMark> found = new ArrayList<>();
    String mark = Parts.MARK + "=" + settings.home() + "\0";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (has(process.resolve("environ"), mark)) {
          ProcessMark.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      // No such folder on this system: what was written down must do.
    }
    return found;
  }

  private static boolean has(Path environment, String mark) {
    try {
      return ("\0" + Files.readString(environment, StandardCharsets.ISO_8859_1))
          .contains("\0" + mark);
    } catch (IOException e) {
      return false;
    }
  }
}
