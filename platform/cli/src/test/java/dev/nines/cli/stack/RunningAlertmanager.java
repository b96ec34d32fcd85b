package dev.nines.cli.stack;

import static org.awaitility.Awaitility.await;

import dev.nines.cli.json.Json;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.tools.Toolbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real one, as the native stack starts it. */
final class RunningAlertmanager implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Settings settings;
  private final Path log;
  private final Process process;

  RunningAlertmanager(Toolbox tools, Settings settings) throws IOException {
    this.settings = settings;
    log = Files.createTempFile(settings.home(), "alertmanager", ".log");
    process =
        new ProcessBuilder(
                new Parts(settings).alertmanager(tools, new Configuration(settings)).command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> status(HttpRequest.newBuilder(url("/-/ready"))) == 200);
  }

  void post(List<Map<String, Object>> alerts) throws Exception {
    int status =
        status(
            HttpRequest.newBuilder(url("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.line(alerts))));
    if (status != 200) {
      throw new IOException("alerts were answered with " + status + ": " + log());
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private URI url(String path) {
    return settings.url(Port.ALERTMANAGER, path);
  }

  private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(10, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
    http.close();
  }
}
