package dev.nines.cli.load;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a steady load test.
 *
 * @param simulation Gatling's class
 * @param rate new customers per second
 * @param target the gateway, or the service itself
 * @param token the file with the token that customers have
 */
public record LoadRun(
    Settings settings, String simulation, double rate, Duration duration, URI target, Path token) {
  /** Orders through the gateway. */
  public static final String ORDERS = "dev.nines.gatling.SteadySimulation";

  /** Enough for the JIT to see the hot paths, too little to queue while it compiles them. */
  private static final double WARM_UP_RATE = 20;

  public LoadRun {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("rate must be above 0, was: " + rate);
    }
  }

  /** A gentler run before it, in which the services' code is compiled. */
  public LoadRun warmUp(Duration duration) {
    return new LoadRun(settings, simulation, Math.min(rate, WARM_UP_RATE), duration, target, token);
  }

  /** Where Gatling puts its reports. */
  public Path results() {
    return settings.home().resolve("load");
  }

  /**
   * What starts Gatling in a JVM of its own, since it needs its own libraries.
   *
   * @param report whether it draws its charts at the end
   */
  public List<String> command(boolean report) {
    Path jar = settings.root().resolve("gatling/target/nines-gatling.jar");
    if (!Files.exists(jar)) {
      throw new Refusal("No load test at " + jar + ". Build it: ./nines does.");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dnines.rate=" + rate,
                "-Dnines.duration=" + Math.max(1, duration.toSeconds()),
                "-Dnines.baseUrl=" + target,
                "-Dnines.tokenFile=" + token,
                "-Dnines.root=" + settings.root(),
                "-jar",
                jar.toString(),
                "-s",
                simulation,
                "-rf",
                results().toString()));
    if (!report) {
      command.add("-nr");
    }
    return command;
  }
}
