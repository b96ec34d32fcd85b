package dev.nines.cli.bench;

import dev.nines.cli.ports.PortOwner;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.LogTail;
import dev.nines.cli.stack.LoneService;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts contestants, one at a time, all on the gateway's port.
 *
 * @param peers what starts those that are not ours
 * @param folder for their logs
 */
record PingServers(
    Settings settings, Map<PingContestant, List<String>> peers, Path folder, HttpClient client) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long BETWEEN_MILLIS = 50;
  private static final int TAIL = 8;
  private static final String PONG = "pong";

  URI target() {
    return settings.url(Port.GATEWAY, "/ping");
  }

  Path log(PingContestant contestant) {
    return folder.resolve(contestant.title() + ".log");
  }

  /**
   * Starts one and waits for its first answer.
   *
   * @param endpoint where spans go
   * @throws Refusal if a port is taken, or no answer comes in time
   */
  OwnProcess start(PingContestant contestant, String endpoint)
      throws IOException, InterruptedException {
    free(Port.GATEWAY);
    free(Port.GATEWAY_MANAGEMENT);
    Path log = log(contestant);
    Files.deleteIfExists(log);
    OwnProcess process =
        new OwnProcess(command(contestant), folder, environment(contestant, endpoint), log);
    try {
      awaitPong(contestant, process);
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

  private List<String> command(PingContestant contestant) {
    return switch (contestant) {
      case GATEWAY, ORDER ->
          new LoneService(settings, contestant.title())
              .command(settings.root().resolve("bench/jvm.options"));
      case GO, NODE, TOMCAT, WEBFLUX, NETTY -> {
        List<String> command = peers.get(contestant);
        if (command == null) {
          throw new IllegalArgumentException("contestant must be built, was: " + contestant);
        }
        yield command;
      }
    };
  }

  private Map<String, String> environment(PingContestant contestant, String endpoint) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0.1");
    switch (contestant) {
      case GATEWAY, ORDER -> {
        environment.putAll(
            new LoneService(settings, contestant.title())
                .environment(settings.port(Port.GATEWAY), settings.port(Port.GATEWAY_MANAGEMENT)));
        environment.put("NINES_OTLP_ENDPOINT", endpoint);
      }
      case GO, NODE, TOMCAT, WEBFLUX, NETTY -> {
        environment.put("PORT", "" + settings.port(Port.GATEWAY));
        environment.put("OTLP_ENDPOINT", endpoint);
      }
    }
    return environment;
  }

  private void awaitPong(PingContestant contestant, OwnProcess process)
      throws InterruptedException {
    long began = System.nanoTime();
    while (!pong()) {
      if (!process.alive() || System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new Refusal(
            "%s %s. Its log, %s, says:\n    %s"
                .formatted(
                    contestant.title(),
                    process.alive()
                        ? "does not answer within " + PATIENCE.toSeconds() + " s"
                        : "ended before its first answer",
                    log(contestant),
                    String.join("\n    ", LogTail.of(log(contestant), TAIL))));
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
