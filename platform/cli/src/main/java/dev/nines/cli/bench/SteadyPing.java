package dev.nines.cli.bench;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.PrivateFile;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Order's {@code GET /ping} at a steady rate, straight or through the gateway: sent by wrk, which
 * takes so little of the machine that it hardly shows in what is measured. Its connections wait
 * between their requests, at random, so that they don't go in step.
 *
 * @param wrk with enough connections
 * @param script of the waits, and of the token, for its owner only
 * @param gentle the same with longer waits
 */
record SteadyPing(Settings settings, Wrk wrk, Path script, Path gentle) implements AutoCloseable {
  private static final long PAUSE_MS = 100;

  /** How many times longer the waits are. */
  private static final long GENTLY = 5;

  private static final double SECOND_MS = 1e3;

  /** The gateway's way to order's ping, which is there for its warm-up. */
  private static final String WAY = "/warm-up/order";

  /**
   * At that rate.
   *
   * @param rate requests per second, all connections together
   * @param token for reading orders
   * @throws Refusal if there is no wrk, or the script can't be written
   */
  static SteadyPing of(Settings settings, double rate, String token) {
    Path folder = settings.home();
    int connections = (int) Math.max(1, Math.round(rate * PAUSE_MS / SECOND_MS));
    Wrk wrk = Wrk.of(settings, connections, folder.resolve("wrk.log"));
    return new SteadyPing(
        settings,
        wrk,
        script(folder.resolve("wrk.lua"), token, PAUSE_MS),
        script(folder.resolve("wrk-gentle.lua"), token, GENTLY * PAUSE_MS));
  }

  private static Path script(Path file, String token, long pauseMs) {
    try {
      PrivateFile.write(
          file,
          """
          wrk.headers["Authorization"] = "Bearer %s"
          wrk.headers["x-nines-warm-up"] = "no"
          function delay() return math.random(0, %d) end
          """
              .formatted(token, 2 * pauseMs));
      return file;
    } catch (IOException e) {
      throw new Refusal("The load's script can't be written to " + file + ": " + e, e);
    }
  }

  /** What services must have in their environment so that readers of orders may go that way. */
  static Map<String, String> variables() {
    return Map.ofEntries(
        rule(0, "PATH", "/api/orders/**"),
        rule(0, "READ", "orders:read"),
        rule(0, "WRITE", "orders:write"),
        rule(1, "PATH", "/orders/**"),
        rule(1, "READ", "orders:read"),
        rule(1, "WRITE", "orders:write"),
        rule(2, "PATH", WAY),
        rule(2, "READ", "orders:read"),
        rule(2, "WRITE", "orders:write"));
  }

  private static Map.Entry<String, String> rule(int number, String name, String value) {
    return Map.entry("NINES_SECURITY_RULES_%d_%s".formatted(number, name), value);
  }

  /** Straight to order. */
  WrkReport straight(Duration duration) throws IOException, InterruptedException {
    return load(straight(), duration, script);
  }

  /** Through the gateway, which looks at the token, and keeps its breaker and its limits. */
  WrkReport through(Duration duration) throws IOException, InterruptedException {
    return load(through(), duration, script);
  }

  /** Gets order ready. */
  void warmUpStraight(Duration duration) throws IOException, InterruptedException {
    warmUp(straight(), duration);
  }

  /** Gets both ready. */
  void warmUpThrough(Duration duration) throws IOException, InterruptedException {
    warmUp(through(), duration);
  }

  /** The whole rate at once would leave cold services' compilers nothing. */
  private void warmUp(URI target, Duration duration) throws IOException, InterruptedException {
    Duration half = duration.dividedBy(2).truncatedTo(ChronoUnit.SECONDS);
    if (half.isPositive()) {
      load(target, half, gentle);
    }
    load(target, duration.minus(half), script);
  }

  private URI straight() {
    return settings.url(Port.ORDER, "/ping");
  }

  private URI through() {
    return settings.url(Port.GATEWAY, WAY);
  }

  private WrkReport load(URI target, Duration duration, Path how)
      throws IOException, InterruptedException {
    WrkReport report = wrk.load(target, duration, how);
    if (report.requests() == 0) {
      throw new Refusal("%s answered nothing. See %s.".formatted(target, settings.logs()));
    }
    return report;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(script);
      Files.deleteIfExists(gentle);
    } catch (IOException _) {
      // Their owner alone can read them, and the token in them does not live long.
    }
  }
}
