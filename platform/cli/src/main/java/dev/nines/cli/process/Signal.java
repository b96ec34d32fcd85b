package dev.nines.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal that this program sends. */
public enum Signal {
  TERM,
  INT,
  KILL,
  STOP,
  CONT;

  // The shell's own kill: a slim system may have no other.
  void to(long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
