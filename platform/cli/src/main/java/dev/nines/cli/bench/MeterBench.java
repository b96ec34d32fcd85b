package dev.nines.cli.bench;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Java;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it costs a server under load to count its requests, by recorder: each runs alone, several
 * times, in an order that goes round, in a JVM like those of {@link PingBench}.
 *
 * @param settings of a stack that is not up: its gateway's ports are used
 */
public record MeterBench(Settings settings, PingPlan plan, Terminal terminal) {
  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * Builds, then measures.
   *
   * @return a run of each recorder for each round
   * @throws Refusal if wrk is missing, or the program can't be built, or does not answer
   */
  public List<List<MeterRun>> run() throws InterruptedException {
    PingBench ping = new PingBench(settings, plan, terminal);
    Wrk wrk = ping.wrk();
    Path folder = ping.folder();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      Path jar = jar(folder);
      List<List<MeterRun>> rounds = new ArrayList<>();
      for (int round = 0; round < plan.rounds(); round++) {
        List<MeterRun> runs = new ArrayList<>();
        for (MeterRecorder recorder : PingBench.rotated(List.of(MeterRecorder.values()), round)) {
          terminal.progress(
              "Round %d of %d: %s".formatted(round + 1, plan.rounds(), recorder.title()));
          runs.add(alone(recorder, command(jar, recorder), wrk, folder, client));
        }
        rounds.add(runs);
      }
      return rounds;
    } catch (IOException e) {
      throw new Refusal("It can't be measured (" + e + "). See " + folder, e);
    }
  }

  private Path jar(Path folder) throws IOException, InterruptedException {
    try {
      return new PeerBuild(settings, folder, terminal).jar("meters");
    } catch (Refusal e) {
      throw new Refusal("bench/peers/meters can't be measured: " + e.getMessage(), e);
    }
  }

  private List<String> command(Path jar, MeterRecorder recorder) {
    List<String> command = new ArrayList<>(List.of(Java.program()));
    command.addAll(JvmOptions.of(settings.root()).arguments());
    command.addAll(List.of("-jar", jar.toString(), recorder.title()));
    return command;
  }

  private MeterRun alone(
      MeterRecorder recorder, List<String> command, Wrk wrk, Path folder, HttpClient client)
      throws IOException, InterruptedException {
    PingPort port = new PingPort(settings, client);
    MeterServer told = new MeterServer(settings, client);
    Path log = folder.resolve("meters-%s.log".formatted(recorder.title()));
    Files.deleteIfExists(log);
    Map<String, String> environment = Map.of("PORT", "" + settings.port(Port.GATEWAY));
    try (OwnProcess server = port.start(recorder.title(), command, environment, folder, log)) {
      long earlier = plan.warmUp().isZero() ? 0 : wrk.load(port.target(), plan.warmUp()).requests();
      MeterServer.Told before = told.told();
      Duration cpu = server.cpu();
      Thread scrapes = told.scraped();
      WrkReport report;
      try {
        report = wrk.load(port.target(), plan.duration());
      } finally {
        scrapes.interrupt();
      }
      if (!server.alive() || report.requests() == 0) {
        throw new Refusal("It ended, or answered nothing, under load. See %s.".formatted(log));
      }
      Duration spent = server.cpu().minus(cpu);
      MeterServer.Told after = told.told();
      long dropped =
          recorder == MeterRecorder.NOTHING ? 0 : told.settled(earlier + report.requests());
      return new MeterRun(
          recorder,
          report.rps(),
          report.p50Ms(),
          report.p99Ms(),
          spent.toNanos() / NANOS_PER_MICRO / report.requests(),
          after.collections() - before.collections(),
          after.pauseMs() - before.pauseMs(),
          dropped - before.dropped(),
          report.failed());
    }
  }
}
