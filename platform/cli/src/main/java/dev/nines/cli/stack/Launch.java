package dev.nines.cli.stack;

import dev.nines.cli.json.Json;
import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.supervisor.Folders;
import dev.nines.cli.supervisor.PartState;
import dev.nines.cli.supervisor.Phase;
import dev.nines.cli.supervisor.Plan;
import dev.nines.cli.supervisor.State;
import dev.nines.cli.supervisor.Supervisor;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the supervisor and follows it until all parts are healthy. */
record Launch(Settings settings, Terminal terminal) {
  private static final int TOO_OFTEN = 3;
  private static final int TAIL = 8;
  private static final List<String> LIBRARIES =
      List.of("jackson-", "greenmail-", "jakarta.", "angus-", "slf4j-api-", "jspecify-");

  private Folders folders() {
    return new Folders(settings.home());
  }

  /** Starts it, detached from this process and its terminal. */
  ProcessMark start(Plan plan) {
    try {
      Folders folders = folders();
      plan.parts().forEach(part -> rotate(Path.of(part.log())));
      rotate(folders.log());
      Json.write(folders.plan(), plan);
      folders.faults().clear();
      Files.deleteIfExists(folders.load());
      Files.deleteIfExists(folders.state());
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.environment().putAll(settings.environment());
      builder.environment().put(Parts.MARK, settings.home().toString());
      builder.directory(settings.home().toFile());
      builder.redirectErrorStream(true).redirectOutput(folders.log().toFile());
      builder.redirectInput(new java.io.File("/dev/null"));
      long pid = builder.start().pid();
      return ProcessMark.of(pid).orElseThrow(() -> died(folders.log()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rotate(Path log) {
    try {
      LogTail.rotate(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A copy of this program: a new build must not pull the classes from under a running supervisor.
  private String classPath() throws IOException {
    Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      return System.getProperty("java.class.path");
    }
    Path copy = settings.home().resolve("supervisor.jar");
    Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
      return Stream.concat(Stream.of(copy), libraries.filter(Launch::needed).sorted())
          .map(Path::toString)
          .collect(Collectors.joining(java.io.File.pathSeparator));
    }
  }

  private static boolean needed(Path library) {
    return LIBRARIES.stream().anyMatch(library.getFileName().toString()::startsWith);
  }

  private List<String> command() throws IOException {
    return Detached.command(
        List.of(
            Java.program(),
            "-Xmx48m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=24m",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + settings.home().resolve("supervisor.jsa"),
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dnines.root=" + settings.root(),
            "-cp",
            classPath(),
            Supervisor.class.getName(),
            settings.home().toString()));
  }

  /** Tells what happens until all parts are healthy or time is up; whether they are. */
  boolean follow(ProcessMark supervisor, Duration patience) {
    Instant end = Instant.now().plus(patience);
    Map<String, Phase> told = new HashMap<>();
    while (true) {
      Optional<State> state = State.read(folders().state());
      state.ifPresent(s -> tell(s, told));
      if (state.filter(State::healthy).isPresent() && state.get().parts().size() > 1) {
        return true;
      }
      if (!supervisor.alive()) {
        throw died(folders().log());
      }
      state.ifPresent(this::giveUpOnRestarts);
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Pause.brief();
    }
  }

  private void tell(State state, Map<String, Phase> told) {
    for (PartState part : state.parts()) {
      if (told.put(part.name(), part.phase()) != part.phase()) {
        Lines.part(terminal, part);
      }
    }
    terminal.paint(
        state.parts().stream()
            .filter(part -> part.phase() == Phase.STARTING || part.phase() == Phase.WAITING)
            .map(part -> Lines.now(terminal, part))
            .toList());
  }

  private void giveUpOnRestarts(State state) {
    for (PartState part : state.parts()) {
      if (part.restarts() >= TOO_OFTEN && part.phase() == Phase.RESTARTING) {
        Path log = settings.log(part.name());
        throw new Refusal(
            "%s does not start: it %s.\n    %s"
                .formatted(
                    part.name(), part.detail(), String.join("\n    ", LogTail.of(log, TAIL))));
      }
    }
  }

  private static Refusal died(Path log) {
    return new Refusal(
        "The supervisor ended; its log (%s) says:\n    %s"
            .formatted(log, String.join("\n    ", LogTail.of(log, TAIL))));
  }
}
