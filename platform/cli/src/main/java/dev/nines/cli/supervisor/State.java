package dev.nines.cli.supervisor;

import dev.nines.cli.json.Json;
import dev.nines.cli.process.ProcessMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the supervisor last wrote about itself, its parts and the faults.
 *
 * @param since when the supervisor started
 */
public record State(
    ProcessMark supervisor, Instant since, List<PartState> parts, List<FaultState> faults) {
  public State {
    parts = List.copyOf(parts);
    faults = List.copyOf(faults);
  }

  /** Empty if no stack was left or is running. */
  public static Optional<State> read(Path file) {
    try {
      return Optional.of(Json.read(Files.readString(file), State.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the supervisor that wrote this still runs. */
  public boolean supervised() {
    return supervisor.alive();
  }

  public boolean healthy() {
    return parts.stream().allMatch(p -> p.phase() == Phase.HEALTHY || p.phase() == Phase.ENDED);
  }

  public Optional<PartState> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** The processes of the parts that are still there, the supervisor's own left out. */
  public Stream<ProcessMark> processes() {
    return parts.stream()
        .map(PartState::process)
        .filter(Objects::nonNull)
        .filter(process -> !process.equals(supervisor))
        .filter(ProcessMark::alive);
  }
}
