package dev.nines.cli.faults;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The faults that should be in force, in a file: what the command line writes and the supervisor
 * makes true.
 */
public record FaultBook(Path file) {
  record Page(List<Fault> faults) {}

  /** Oldest first; of each kind at most one. */
  public List<Fault> faults() {
    try {
      return List.copyOf(Json.read(Files.readString(file), Page.class).faults());
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a fault in the place of one of the same kind. */
  public void add(Fault fault) {
    List<Fault> faults = new ArrayList<>(faults());
    faults.removeIf(other -> other.kind() == fault.kind());
    faults.add(fault);
    Json.write(file, new Page(faults));
  }

  public void clear() {
    Json.write(file, new Page(List.of()));
  }
}
