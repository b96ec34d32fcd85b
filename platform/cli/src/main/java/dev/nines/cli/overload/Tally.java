package dev.nines.cli.overload;

import dev.nines.cli.load.Latencies;
import java.util.concurrent.atomic.LongAdder;

/** Counts the answers to one load. Thread-safe. */
final class Tally {
  private static final int SUCCESS_CLASS = 2;
  private static final int CLASS = 100;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final double rate;
  private final Latencies admitted;
  private final LongAdder sent = new LongAdder();
  private final LongAdder shed = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  /**
   * @param most requests that can be sent
   */
  Tally(double rate, int most) {
    this.rate = rate;
    this.admitted = new Latencies(most);
  }

  void sent() {
    sent.increment();
  }

  void skipped() {
    skipped.increment();
  }

  void unanswered() {
    failed.increment();
  }

  /**
   * @param comeBack whether the answer says when
   */
  void answered(int status, boolean comeBack, long took) {
    if (status / CLASS == SUCCESS_CLASS) {
      admitted.add(took);
    } else if (status == TOO_MANY_REQUESTS || (status == SERVICE_UNAVAILABLE && comeBack)) {
      shed.increment();
    } else {
      failed.increment();
    }
  }

  Sample sample() {
    return new Sample(
        rate,
        sent.sum(),
        admitted.count(),
        shed.sum(),
        failed.sum(),
        skipped.sum(),
        admitted.millis(0.5),
        admitted.millis(0.95),
        admitted.millis(0.99));
  }
}
