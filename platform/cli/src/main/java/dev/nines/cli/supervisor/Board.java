package dev.nines.cli.supervisor;

import dev.nines.cli.json.Json;
import dev.nines.cli.process.ProcessMark;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The state while it changes; each change is in the file before the call returns. Thread-safe. */
final class Board {
  private final Path file;
  private final ProcessMark supervisor;
  private final Clock clock;
  private final java.time.Instant since;
  private final Map<String, PartState> parts = new LinkedHashMap<>();
  private List<FaultState> faults = List.of();

  Board(Path file, ProcessMark supervisor, Clock clock) {
    this.file = file;
    this.supervisor = supervisor;
    this.clock = clock;
    this.since = clock.instant();
  }

  Clock clock() {
    return clock;
  }

  synchronized void put(PartState part) {
    PartState before = parts.put(part.name(), part);
    if (!part.equals(before)) {
      if (before == null || before.phase() != part.phase()) {
        System.out.println(
            clock.instant() + " " + part.name() + " " + part.phase().word() + " " + part.detail());
      }
      write();
    }
  }

  synchronized void faults(List<FaultState> states) {
    if (!faults.equals(states)) {
      faults = List.copyOf(states);
      System.out.println(clock.instant() + " faults " + faults);
      write();
    }
  }

  synchronized void remove(String part) {
    if (parts.remove(part) != null) {
      write();
    }
  }

  synchronized boolean healthy(List<String> names) {
    return names.stream()
        .map(parts::get)
        .allMatch(part -> part != null && Objects.equals(part.phase(), Phase.HEALTHY));
  }

  synchronized State state() {
    return new State(supervisor, since, List.copyOf(parts.values()), faults);
  }

  private void write() {
    Json.write(file, state());
  }
}
