package dev.nines.cli.supervisor;

import dev.nines.cli.faults.FaultBook;
import java.nio.file.Path;

/**
 * The files by which the command line and the supervisor understand each other.
 *
 * @param home the state folder
 */
public record Folders(Path home) {
  /** Written by the command line before it starts the supervisor. */
  public Path plan() {
    return home.resolve("plan.json");
  }

  /** Written by the supervisor, whenever anything changes. */
  public Path state() {
    return home.resolve("state.json");
  }

  /** Written by the command line; the supervisor makes it true. */
  public FaultBook faults() {
    return new FaultBook(home.resolve("faults.json"));
  }

  /**
   * A part to run beside the planned ones, once: written by the command line, taken by the
   * supervisor.
   */
  public Path load() {
    return home.resolve("load.json");
  }

  public Path mails() {
    return home.resolve("inbox");
  }

  public Path log() {
    return home.resolve("logs").resolve("supervisor.log");
  }
}
