package dev.nines.cli.bench;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.LoneService;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts contestants, one at a time, all on the gateway's port.
 *
 * @param peers what starts those that are not ours
 * @param folder for their logs
 */
record PingServers(
    Settings settings, Map<PingContestant, List<String>> peers, Path folder, HttpClient client) {
  URI target() {
    return new PingPort(settings, client).target();
  }

  /** Where one of those that are {@link PingContestant#observed} has its metrics. */
  URI metrics(PingContestant contestant) {
    Port port = contestant.ours() ? Port.GATEWAY_MANAGEMENT : Port.GATEWAY;
    return settings.url(port, "/actuator/prometheus");
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
    return start(contestant, endpoint, Map.of());
  }

  /** The same, with more in its environment. */
  OwnProcess start(PingContestant contestant, String endpoint, Map<String, String> more)
      throws IOException, InterruptedException {
    Path log = log(contestant);
    Files.deleteIfExists(log);
    Map<String, String> environment = environment(contestant, endpoint);
    environment.putAll(more);
    return new PingPort(settings, client)
        .start(contestant.title(), command(contestant), environment, folder, log);
  }

  private List<String> command(PingContestant contestant) {
    return switch (contestant) {
      case GATEWAY, ORDER ->
          new LoneService(settings, contestant.title())
              .command(JvmOptions.of(settings.root()).arguments());
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
}
