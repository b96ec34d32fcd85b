package dev.nines.cli.replay;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A Prometheus over a folder of blocks, on a free port of the loopback address; scrapes nothing.
 */
public final class Engine implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Prometheus prometheus;

  private Engine(Process process, Prometheus prometheus) {
    this.process = process;
    this.prometheus = prometheus;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param lookback how long a sample is a series' present value
   */
  public static Engine start(Toolbox tools, Path folder, Duration lookback) throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    Path log = folder.resolve("prometheus.log");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                tools.file(Tool.PROMETHEUS).toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=100y",
                "--query.lookback-delta=" + lookback.toSeconds() + "s",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Engine engine = new Engine(process, new Prometheus(URI.create("http://127.0.0.1:" + port)));
    try {
      engine.awaitReady(log);
      return engine;
    } catch (Refusal | InterruptedException e) {
      engine.close();
      throw e instanceof Refusal refusal ? refusal : new Refusal("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new Refusal("Prometheus did not start: " + Files.readString(log).strip());
      }
      if (prometheus.ready()) {
        return;
      }
    }
    throw new Refusal("Prometheus was not ready after " + START_PATIENCE.toSeconds() + " s");
  }

  /** Asks it. */
  public Prometheus prometheus() {
    return prometheus;
  }

  /** Its process has ended when this returns. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
