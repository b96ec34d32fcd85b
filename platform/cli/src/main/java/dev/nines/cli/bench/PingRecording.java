package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs one of our services alone under the load of {@link PingBench}, and has Flight Recorder look
 * on while it counts.
 *
 * @param plan its rounds are of no matter
 */
public record PingRecording(Settings settings, PingPlan plan, Terminal terminal) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "nines";

  /** A request's stack is deeper than the 64 frames that are kept otherwise. */
  private static final Map<String, String> DEEP =
      Map.of("JDK_JAVA_OPTIONS", "-XX:FlightRecorderOptions:stackdepth=1024");

  /**
   * What was recorded.
   *
   * @param folder for what is made of it
   * @param file of Flight Recorder
   * @param requests answered meanwhile
   */
  public record Recorded(Path folder, Path file, long requests) {}

  /**
   * Records.
   *
   * @param service one of {@link PingContestant#OURS}
   * @throws Refusal if the load or the recorder can't be had
   */
  public Recorded record(PingContestant service) throws InterruptedException {
    PingBench bench = new PingBench(settings, plan, terminal);
    Path folder = bench.folder();
    Wrk wrk = bench.wrk();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        OtlpReceiver receiver = new OtlpReceiver(0, _ -> {})) {
      Files.createDirectories(folder);
      PingServers servers = new PingServers(settings, Map.of(), folder, client);
      Path file = folder.resolve(service.title() + ".jfr");
      Files.deleteIfExists(file);
      try (OwnProcess server = servers.start(service, receiver.endpoint(), DEEP)) {
        terminal.progress("Warming up %s for %s".formatted(service.title(), plan.warmUp()));
        if (!plan.warmUp().isZero()) {
          wrk.load(servers.target(), plan.warmUp());
        }
        terminal.progress("Recording for %s".formatted(plan.duration()));
        recorder(
            server,
            folder,
            "JFR.start",
            "name=" + NAME,
            "settings=profile",
            "jdk.ExecutionSample#enabled=false",
            "jdk.CPUTimeSample#enabled=true",
            "jdk.CPUTimeSample#throttle=2ms");
        WrkReport report = wrk.load(servers.target(), plan.duration());
        recorder(server, folder, "JFR.stop", "name=" + NAME, "filename=" + file);
        Files.deleteIfExists(servers.log(service));
        return new Recorded(folder, file, report.requests());
      }
    } catch (IOException e) {
      throw new Refusal("It can't be recorded (" + e + "). See " + folder, e);
    }
  }

  private static void recorder(OwnProcess server, Path folder, String... command)
      throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new Refusal(
          "No " + jcmd + ", which speaks to Flight Recorder. Let JAVA_HOME be a JDK, not a JRE.");
    }
    Path log = folder.resolve("jcmd.log");
    Files.deleteIfExists(log);
    List<String> all = new ArrayList<>(List.of(jcmd.toString(), "" + server.pid()));
    all.addAll(List.of(command));
    try (OwnProcess process = new OwnProcess(all, Path.of("."), Map.of(), log)) {
      if (!process.succeedsWithin(PATIENCE)) {
        throw new Refusal("Flight Recorder can't be had: " + Files.readString(log).strip());
      }
    }
  }
}
