package dev.nines.cli.bench;

import dev.nines.cli.telemetry.MixedTraffic;
import dev.nines.cli.telemetry.Sent;
import java.io.IOException;
import java.time.Duration;

/** Requests at a steady rate to gateway and order. */
sealed interface SteadyLoad extends AutoCloseable {
  /**
   * What came back.
   *
   * @param count of requests that were sent
   * @param failed the share of them that was answered with an error, or not in time
   */
  record Answers(long count, double p50Ms, double p99Ms, double failed) {}

  /** Sends for so long, and waits for the last answers. */
  Answers send(Duration duration) throws IOException, InterruptedException;

  /** For so long: as much as cold services bear, in the end as much as will count. */
  void warmUp(Duration duration) throws IOException, InterruptedException;

  @Override
  void close();

  /** {@link Traffic#MIXED}. */
  record Mixed(MixedTraffic traffic, double rate) implements SteadyLoad {
    // The whole rate at once would shed most of it, and leave the compilers nothing.
    private static final double GENTLE = 0.2;

    @Override
    public Answers send(Duration duration) throws InterruptedException {
      Sent sent = traffic.send(rate, duration);
      return new Answers(
          sent.sent(), sent.latencies().millis(0.5), sent.latencies().millis(0.99), sent.failed());
    }

    @Override
    public void warmUp(Duration duration) throws InterruptedException {
      Duration half = duration.dividedBy(2);
      traffic.send(GENTLE * rate, half);
      traffic.send(rate, half);
    }

    @Override
    public void close() {
      traffic.close();
    }
  }

  /** {@link Traffic#PING}. */
  record Ping(SteadyPing ping) implements SteadyLoad {
    @Override
    public Answers send(Duration duration) throws IOException, InterruptedException {
      WrkReport report = ping.through(duration);
      return new Answers(
          report.requests(),
          report.p50Ms(),
          report.p99Ms(),
          (double) report.failed() / report.requests());
    }

    @Override
    public void warmUp(Duration duration) throws IOException, InterruptedException {
      ping.warmUpThrough(duration);
    }

    @Override
    public void close() {
      ping.close();
    }
  }
}
