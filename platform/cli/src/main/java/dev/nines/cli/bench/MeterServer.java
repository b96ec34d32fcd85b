package dev.nines.cli.bench;

import dev.nines.cli.json.Json;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.Counters;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What {@code bench/peers/meters} tells, while it runs, on the gateway's port. */
record MeterServer(Settings settings, HttpClient client) {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(1);
  private static final int LOOKS = 50;
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  /**
   * Since its start.
   *
   * @param dropped requests that were not counted
   * @param collections of garbage
   * @param pauseMs of all of them together
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Told(long dropped, long collections, long pauseMs) {}

  Told told() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(settings.url(Port.GATEWAY, "/report")).timeout(ANSWER).build();
    return Json.read(client.send(request, BodyHandlers.ofString()).body(), Told.class);
  }

  private long counted() throws IOException {
    URI metrics = settings.url(Port.GATEWAY, "/metrics");
    return Counters.scrape(metrics).requests();
  }

  /**
   * A registry that nobody reads would be cheaper than those of services: reads it each second,
   * until it is interrupted.
   */
  Thread scraped() {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              TimeUnit.NANOSECONDS.sleep(BETWEEN_SCRAPES.toNanos());
              counted();
            }
          } catch (IOException | InterruptedException _) {
            // The end of the load, or of the server, which its figures tell of.
          }
        });
  }

  /**
   * Waits until each request is counted, or known not to be: the buffer is a little late.
   *
   * @param requests that wrk had answers to since its start
   * @return those that were not
   * @throws Refusal if some are neither
   */
  long settled(long requests) throws IOException, InterruptedException {
    long found = 0;
    for (int look = 0; look < LOOKS; look++) {
      long dropped = told().dropped();
      found = counted() + dropped;
      if (found >= requests) {
        return dropped;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
    }
    throw new Refusal(
        "Of %d requests, %d are neither counted nor told of as dropped."
            .formatted(requests, requests - found));
  }
}
