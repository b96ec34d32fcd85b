package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.Counters;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How many requests a second servers answer, and at what cost: each runs alone, several times, in
 * an order that goes round.
 *
 * @param settings of a stack that is not up: its gateway's ports are used
 */
public record PingBench(Settings settings, PingPlan plan, Terminal terminal) {
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
   * @throws Refusal if wrk is missing, or one of ours does not answer, or tell, as it should
   */
  public PingReport run(List<PingContestant> wanted) throws InterruptedException {
    Wrk wrk = wrk();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      PingPeers.Built peers = new PingPeers(settings, folder(), terminal).build(wanted);
      List<PingContestant> here =
          wanted.stream().filter(one -> !peers.leftOut().containsKey(one)).toList();
      if (here.isEmpty()) {
        throw new Refusal("None of the contestants can be had here; see above.");
      }
      PingServers servers = new PingServers(settings, peers.commands(), folder(), client);
      return new PingReport(rounds(here, servers, wrk), peers.leftOut());
    } catch (IOException e) {
      throw new Refusal("It can't be measured (" + e + "). See " + folder(), e);
    }
  }

  Wrk wrk() {
    return Wrk.of(settings, plan.connections(), folder().resolve("wrk.log"));
  }

  private List<List<PingRun>> rounds(List<PingContestant> contestants, PingServers servers, Wrk wrk)
      throws IOException, InterruptedException {
    List<List<PingRun>> rounds = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      List<PingRun> runs = new ArrayList<>();
      for (PingContestant contestant : rotated(contestants, round)) {
        terminal.progress(
            "Round %d of %d: %s".formatted(round + 1, plan.rounds(), contestant.title()));
        if (contestant.ours()) {
          runs.add(alone(contestant, servers, wrk));
        } else {
          peer(contestant, servers, wrk).ifPresent(runs::add);
        }
      }
      rounds.add(runs);
    }
    return rounds;
  }

  /** Each has each place once in as many rounds as there are contestants. */
  static <T> List<T> rotated(List<T> contestants, int round) {
    List<T> order = new ArrayList<>(contestants);
    Collections.rotate(order, -round);
    return order;
  }

  /** One that is not ours: a round without it is better than none. */
  private Optional<PingRun> peer(PingContestant contestant, PingServers servers, Wrk wrk)
      throws InterruptedException {
    try {
      return Optional.of(alone(contestant, servers, wrk));
    } catch (Refusal | IOException | UncheckedIOException e) {
      terminal.progress(
          "%s is left out of this round: %s".formatted(contestant.title(), e.getMessage()));
      return Optional.empty();
    }
  }

  private PingRun alone(PingContestant contestant, PingServers servers, Wrk wrk)
      throws IOException, InterruptedException {
    LongAdder spans = new LongAdder();
    PingRun run;
    long requests = 0;
    long counted = 0;
    try (OtlpReceiver receiver = new OtlpReceiver(0, _ -> spans.increment())) {
      try (OwnProcess server = servers.start(contestant, receiver.endpoint())) {
        if (!plan.warmUp().isZero()) {
          requests += wrk.load(servers.target(), plan.warmUp()).requests();
        }
        try (PeakMemory memory = new PeakMemory(server.pid())) {
          Duration before = server.cpu();
          WrkReport report = wrk.load(servers.target(), plan.duration());
          Duration spent = server.cpu().minus(before);
          requests += report.requests();
          check(contestant, server, report, servers.log(contestant));
          run = run(contestant, report, spent, memory);
        }
        if (contestant.observed()) {
          counted = Counters.scrape(servers.metrics(contestant)).requests();
        }
      }
    }
    // What has ended has written all its lines and sent all its spans.
    if (contestant.observed()) {
      Path log = servers.log(contestant);
      tell(
          contestant, new PingSignals(requests, inFlight(), counted, lines(log), spans.sum()), log);
    }
    return run;
  }

  private long inFlight() {
    return (plan.warmUp().isZero() ? 1L : 2L) * plan.connections();
  }

  /** A peer's errors are told in its row; ours are none that a figure could stand beside. */
  private void check(PingContestant contestant, OwnProcess server, WrkReport report, Path log) {
    if (!server.alive() || report.requests() == 0) {
      throw new Refusal(
          "%s ended, or answered nothing, under load. See %s.".formatted(contestant.title(), log));
    }
    if (report.refused() > 0) {
      String errors =
          "%s answered %d of %d requests by an error. See %s."
              .formatted(contestant.title(), report.refused(), report.requests(), log);
      if (contestant.ours()) {
        throw new Refusal(errors);
      }
      terminal.progress("  " + errors);
    }
    if (report.socketErrors() > 0) {
      terminal.progress(
          "  %s: %d connections failed or had no answer within 2 s."
              .formatted(contestant.title(), report.socketErrors()));
    }
  }

  private static PingRun run(
      PingContestant contestant, WrkReport report, Duration spent, PeakMemory memory) {
    return new PingRun(
        contestant,
        report.rps(),
        report.p50Ms(),
        report.p99Ms(),
        memory.kilobytes() / KILO,
        spent.toNanos() / NANOS_PER_MICRO / report.requests(),
        report.failed());
  }

  // Else the figures would be of something else than what they are said to be.
  private void tell(PingContestant contestant, PingSignals signals, Path log) throws IOException {
    terminal.progress("  " + signals);
    if (!signals.missing().isEmpty()) {
      String missing =
          "%s did not tell of all its %d requests: it %s. See %s."
              .formatted(
                  contestant.title(),
                  signals.requests(),
                  String.join(", ", signals.missing()),
                  log);
      if (contestant.ours()) {
        throw new Refusal(missing);
      }
      terminal.progress("  " + missing);
    }
    Files.delete(log); // some hundred bytes a request
  }

  private static long lines(Path log) throws IOException {
    try (Stream<String> all = Files.lines(log)) {
      return all.filter(line -> line.contains("\"access\"")).count();
    }
  }
}
