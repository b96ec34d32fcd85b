package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.OwnStack;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the gateway adds to a request: the same requests at the same rate, straight to order and
 * through the gateway, in turn, in one stack.
 *
 * @param settings of a stack that is not up
 */
public record GatewayCost(Settings settings, Terminal terminal) {
  private static final double NANOS_PER_MICRO = 1e3;

  /**
   * Both ways, one after the other.
   *
   * @param rate requests a second that were really sent, the lower of the two
   * @param gatewayUs of the gateway's CPU time, a request
   * @param orderUs of order's CPU time, a request of the gateway's
   * @param errors answers that were an error, or did not come in time
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Round(
      double rate,
      double straightP50Ms,
      double straightP99Ms,
      double throughP50Ms,
      double throughP99Ms,
      double gatewayUs,
      double orderUs,
      long errors) {
    /** What the gateway adds to the request in the middle. */
    public double p50AddedMs() {
      return throughP50Ms - straightP50Ms;
    }

    /** By how much the slowest hundredth is slower. */
    public double p99AddedMs() {
      return throughP99Ms - straightP99Ms;
    }
  }

  /**
   * Measures some times; which way goes first alternates. The warm-up goes each way, at a fifth of
   * the rate for its first half, and goes on until compilers are through, but no longer than three
   * times as long again.
   *
   * @throws Refusal if the stack can't be measured
   */
  public List<Round> run(SteadyPlan plan) throws InterruptedException {
    List<Round> all = new ArrayList<>();
    try (OwnStack own = new OwnStack(settings, SteadyPing.variables(), terminal);
        SteadyPing ping = SteadyPing.of(settings, plan.rate(), own.token(plan.altogether(2)))) {
      if (!plan.warmUp().isZero()) {
        terminal.progress("Warming up, %d s each way".formatted(plan.warmUp().toSeconds()));
        ping.warmUpStraight(plan.warmUp());
        ping.warmUpThrough(plan.warmUp());
        new Compilers(settings, terminal).awaitQuiet(ping::through, plan.warmUp().multipliedBy(3));
      }
      ServiceCpu cpu = new ServiceCpu(own.stack());
      for (int round = 1; round <= plan.rounds(); round++) {
        terminal.progress("Round %d of %d".formatted(round, plan.rounds()));
        all.add(round(ping, cpu, plan.duration(), round % 2 == 0));
      }
    } catch (IOException e) {
      throw new Refusal(
          "The gateway's cost can't be measured (" + e + "). See " + settings.logs(), e);
    }
    return all;
  }

  private static Round round(
      SteadyPing ping, ServiceCpu cpu, Duration duration, boolean gatewayFirst)
      throws IOException, InterruptedException {
    if (gatewayFirst) {
      Through through = through(ping, cpu, duration);
      return through.beside(ping.straight(duration));
    }
    WrkReport straight = ping.straight(duration);
    return through(ping, cpu, duration).beside(straight);
  }

  private static Through through(SteadyPing ping, ServiceCpu cpu, Duration duration)
      throws IOException, InterruptedException {
    Duration gateway = cpu.of("gateway");
    Duration order = cpu.of("order");
    WrkReport report = ping.through(duration);
    return new Through(report, cpu.of("gateway").minus(gateway), cpu.of("order").minus(order));
  }

  /** One way, and the CPU time that it took. */
  private record Through(WrkReport report, Duration gateway, Duration order) {
    Round beside(WrkReport straight) {
      return new Round(
          Math.min(straight.rps(), report.rps()),
          straight.p50Ms(),
          straight.p99Ms(),
          report.p50Ms(),
          report.p99Ms(),
          micros(gateway),
          micros(order),
          straight.failed() + report.failed());
    }

    private double micros(Duration spent) {
      return spent.toNanos() / NANOS_PER_MICRO / report.requests();
    }
  }
}
