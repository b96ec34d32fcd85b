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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How many requests a second servers answer, and at what cost: each runs alone, several times, in
 * an order that goes round.
 *
 * @param settings of a stack that is not up: its gateway's ports are used
 */
public record PingBench(Settings settings, PingPlan plan, Terminal terminal) {
  /** So many requests that at least one of them is sampled, as good as certainly. */
  private static final long SURELY_SAMPLED = 1000;

  private static final double KILO = 1024;
  private static final double NANOS_PER_MICRO = 1e3;

  /** Where all that comes out of it is put. */
  public Path folder() {
    return settings.root().resolve("target/bench");
  }

  /**
   * Builds, then measures.
   *
   * @param wanted without those that can't be had here
   * @throws Refusal if wrk is missing, or a contestant does not answer as it should
   */
  public PingReport run(List<PingContestant> wanted) throws InterruptedException {
    Wrk wrk = wrk();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      Map<PingContestant, List<String>> peers =
          new PingPeers(settings, folder(), terminal).build(wanted);
      List<PingContestant> here =
          wanted.stream()
              .filter(one -> PingContestant.OURS.contains(one) || peers.containsKey(one))
              .toList();
      if (here.isEmpty()) {
        throw new Refusal("None of the contestants can be had here; see above.");
      }
      return rounds(here, new PingServers(settings, peers, folder(), client), wrk);
    } catch (IOException e) {
      throw new Refusal("It can't be measured (" + e + "). See " + folder(), e);
    }
  }

  Wrk wrk() {
    return Wrk.of(settings, plan.connections(), folder().resolve("wrk.log"));
  }

  private PingReport rounds(List<PingContestant> contestants, PingServers servers, Wrk wrk)
      throws IOException, InterruptedException {
    List<List<PingRun>> rounds = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      List<PingRun> runs = new ArrayList<>();
      for (PingContestant contestant : rotated(contestants, round)) {
        terminal.progress(
            "Round %d of %d: %s".formatted(round + 1, plan.rounds(), contestant.title()));
        runs.add(alone(contestant, servers, wrk));
      }
      rounds.add(runs);
    }
    return new PingReport(rounds);
  }

  /** Each has each place once in as many rounds as there are contestants. */
  static List<PingContestant> rotated(List<PingContestant> contestants, int round) {
    List<PingContestant> order = new ArrayList<>(contestants);
    Collections.rotate(order, -round);
    return order;
  }

  private PingRun alone(PingContestant contestant, PingServers servers, Wrk wrk)
      throws IOException, InterruptedException {
    LongAdder spans = new LongAdder();
    LongAdder requests = new LongAdder();
    PingRun run;
    try (OtlpReceiver receiver = new OtlpReceiver(0, _ -> spans.increment())) {
      try (OwnProcess server = servers.start(contestant, receiver.endpoint())) {
        if (!plan.warmUp().isZero()) {
          requests.add(wrk.load(servers.target(), plan.warmUp()).requests());
        }
        run = measured(contestant, server, servers, wrk, requests);
      }
    }
    if (contestant.observed()) {
      checkSignals(contestant, servers.log(contestant), requests.sum(), spans.sum());
    }
    return run;
  }

  private PingRun measured(
      PingContestant contestant,
      OwnProcess server,
      PingServers servers,
      Wrk wrk,
      LongAdder requests)
      throws IOException, InterruptedException {
    try (PeakMemory memory = new PeakMemory(server.pid())) {
      Duration before = server.cpu();
      WrkReport report = wrk.load(servers.target(), plan.duration());
      Duration spent = server.cpu().minus(before);
      requests.add(report.requests());
      if (!server.alive() || report.refused() > 0 || report.requests() == 0) {
        throw new Refusal(
            "%s %s. See %s."
                .formatted(contestant.title(), trouble(report), servers.log(contestant)));
      }
      if (report.socketErrors() > 0) {
        terminal.progress(
            "%s: %d connections failed or had no answer within 2 s."
                .formatted(contestant.title(), report.socketErrors()));
      }
      return new PingRun(
          contestant,
          report.rps(),
          report.p50Ms(),
          report.p99Ms(),
          memory.kilobytes() / KILO,
          spent.toNanos() / NANOS_PER_MICRO / report.requests(),
          report.socketErrors());
    }
  }

  private static String trouble(WrkReport report) {
    return report.refused() > 0
        ? "answered %d of %d requests by an error".formatted(report.refused(), report.requests())
        : "ended, or answered nothing, under load";
  }

  // Else the figures would be of something else than what they are said to be.
  private void checkSignals(PingContestant contestant, Path log, long requests, long spans)
      throws IOException {
    long lines;
    try (Stream<String> all = Files.lines(log)) {
      lines = all.filter(line -> line.contains("\"access\"")).count();
    }
    if (requests > SURELY_SAMPLED && (lines == 0 || spans == 0)) {
      throw new Refusal(
          "%s sent %d spans and wrote %d lines of %d requests, and should have done both. See %s."
              .formatted(contestant.title(), spans, lines, requests, log));
    }
    terminal.progress(
        String.format(
            Locale.ROOT,
            "  %.0f %% of the requests have a line in its access log, %.1f %% a span that arrived",
            Math.min(100, 100.0 * lines / requests),
            Math.min(100, 100.0 * spans / requests)));
    Files.delete(log); // some hundred bytes a request
  }
}
