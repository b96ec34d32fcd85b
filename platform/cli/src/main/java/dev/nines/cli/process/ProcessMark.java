package dev.nines.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for certain: a pid alone may by now belong to another.
 *
 * @param pid as the operating system counts them
 * @param started when it started: on Linux clock ticks since that boot, which no change of the wall
 *     clock touches; elsewhere an instant
 */
public record ProcessMark(long pid, String started) {
  private static final int STATE = 0;
  private static final int START = 19;

  public static Optional<ProcessMark> of(long pid) {
    return startOf(pid).map(started -> new ProcessMark(pid, started));
  }

  /** Whether that very process still runs; one that ended and waits to be reaped does not. */
  public boolean alive() {
    return startOf(pid).filter(started::equals).isPresent();
  }

  /** Sends a signal if that very process still runs. */
  public void signal(Signal signal) {
    if (alive()) {
      signal.to(pid);
    }
  }

  private static Optional<String> startOf(long pid) {
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .flatMap(handle -> handle.info().startInstant())
          .map(Object::toString);
    }
    try {
      return fromStat(Files.readString(Path.of("/proc/" + pid + "/stat")), bootId());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads {@code /proc/PID/stat}, whose second field may itself hold blanks and brackets. */
  static Optional<String> fromStat(String stat, String boot) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
    return ended ? Optional.empty() : Optional.of(fields[START] + "@" + boot);
  }

  private static String bootId() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }
}
