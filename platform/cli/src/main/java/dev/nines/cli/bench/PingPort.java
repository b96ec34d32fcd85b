package dev.nines.cli.bench;

import dev.nines.cli.ports.PortOwner;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.LogTail;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The gateway's port, where one server at a time answers {@code /ping} with {@code pong}. */
record PingPort(Settings settings, HttpClient client) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long BETWEEN_MILLIS = 10;
  private static final int TAIL = 8;
  private static final String PONG = "pong";

  URI target() {
    return settings.url(Port.GATEWAY, "/ping");
  }

  /**
   * Starts a server and waits for its first answer.
   *
   * @param title of it, for people
   * @param folder that it works in
   * @param log that gets what it says
   * @throws Refusal if a port is taken, or no answer comes in time
   */
  OwnProcess start(
      String title, List<String> command, Map<String, String> environment, Path folder, Path log)
      throws InterruptedException {
    free(Port.GATEWAY);
    free(Port.GATEWAY_MANAGEMENT);
    OwnProcess process = new OwnProcess(command, folder, environment, log);
    try {
      awaitPong(title, process, log);
      return process;
    } catch (Refusal | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private void free(Port port) {
    int number = settings.port(port);
    if (!PortProbe.freeSoon(number)) {
      throw new Refusal(
          "Port %d (%s) is taken by %s. End that, or set %s to another."
              .formatted(
                  number,
                  port.title(),
                  PortOwner.of(number).map(PortOwner::toString).orElse("something else"),
                  port.variable()));
    }
  }

  private void awaitPong(String title, OwnProcess process, Path log) throws InterruptedException {
    long began = System.nanoTime();
    while (!pong()) {
      if (!process.alive() || System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new Refusal(
            "%s %s. Its log, %s, says:\n    %s"
                .formatted(
                    title,
                    process.alive()
                        ? "does not answer within " + PATIENCE.toSeconds() + " s"
                        : "ended before its first answer",
                    log,
                    String.join("\n    ", LogTail.of(log, TAIL))));
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
    }
  }

  private boolean pong() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(target()).timeout(ANSWER).build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 && response.body().equals(PONG);
    } catch (IOException _) {
      return false; // not there yet
    }
  }
}
