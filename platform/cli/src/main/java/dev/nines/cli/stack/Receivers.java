package dev.nines.cli.stack;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Alertmanager's receivers, each switched on by a file that is filled in. {@code
 * alerting-rules/receivers/switch.sh} does it, in the native stack as in the container.
 */
record Receivers(Settings settings) {
  /** Under {@code alerting-rules/}. */
  static final String FOLDER = "receivers";

  private static final int PATIENCE_MILLIS = 5000;

  /**
   * Writes what Alertmanager is to run.
   *
   * @param folder has the configuration, its templates, and {@code receivers/} with the script
   * @param running the file to write
   * @return what is on and off if that has changed, else nothing
   * @throws Refusal naming every file that can't be used; nothing has changed then
   */
  String toggle(Path folder, Path running) {
    try {
      Process process =
          new ProcessBuilder(
                  "sh",
                  folder.resolve(FOLDER).resolve("switch.sh").toString(),
                  folder.toString(),
                  running.toString())
              .start();
      process.getOutputStream().close();
      // A few lines each, less than a pipe holds: neither blocks the other.
      String changed = process.inputReader(StandardCharsets.UTF_8).readAllAsString().strip();
      String wrong = process.errorReader(StandardCharsets.UTF_8).readAllAsString().strip();
      if (process.waitFor() != 0) {
        throw new Refusal(wrong);
      }
      return changed;
    } catch (IOException e) {
      throw new Refusal(
          "The receivers can't be switched: " + e.getMessage() + ". Install a POSIX shell, sh.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  /**
   * Makes a running Alertmanager take what has changed, if anything has; it goes on as before if it
   * can't.
   *
   * @return whether anything has
   * @throws Refusal if Alertmanager does not answer, or can't use it
   */
  boolean apply(String changed, Terminal terminal) {
    if (changed.isEmpty()) {
      return false;
    }
    reload();
    terminal.progress("  " + changed);
    return true;
  }

  private void reload() {
    var address = settings.url(Port.ALERTMANAGER, "/-/reload");
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException(address + " answered " + status);
      }
    } catch (IOException e) {
      throw new Refusal(
          "Alertmanager did not take the new receivers (%s). See %s, or run ./nines down and ./nines up."
              .formatted(e.getMessage(), settings.log("alertmanager")),
          e);
    }
  }
}
