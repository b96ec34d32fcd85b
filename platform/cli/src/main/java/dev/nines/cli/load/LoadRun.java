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
 * A run of the steady load test.
 *
 * @param rate new customers per second
 * @param target the gateway
 */
public record LoadRun(Settings settings, double rate, Duration duration, URI target) {
  private static final String SIMULATION = "dev.nines.gatling.SteadySimulation";

  public LoadRun {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("rate must be above 0, was: " + rate);
    }
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
                "-Dnines.root=" + settings.root(),
                "-jar",
                jar.toString(),
                "-s",
                SIMULATION,
                "-rf",
                results().toString()));
    if (!report) {
      command.add("-nr");
    }
    return command;
  }
}
