package dev.nines.cli.overload;

import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.time.Duration;

/** Finds the highest rate of orders at which the order service's SLOs hold. */
public final class Ceiling {
  private static final double FIRST_RATE = 60;
  private static final double STEP = 1.5;
  private static final double LEAST_RATE = 5;
  private static final double MOST_RATE = 20_000;
  private static final int HALVINGS = 3;
  private static final int TRIES = 3;
  private static final Duration EACH = Duration.ofSeconds(8);

  private final Sender sender;
  private final Terminal terminal;

  public Ceiling(Sender sender, Terminal terminal) {
    this.sender = sender;
    this.terminal = terminal;
  }

  /**
   * The highest of rates half as high again as the one before. What is too many for code that is
   * not yet compiled may be borne a little later, so that it is tried again.
   *
   * @throws Refusal if hardly any rate is borne
   */
  public Sample search() throws InterruptedException {
    Sample borne = send(FIRST_RATE);
    if (!borne.isBorne()) {
      borne = down();
    }
    while (borne.rate() * STEP < MOST_RATE) {
      Sample next = tried(borne.rate() * STEP);
      if (!next.isBorne()) {
        return borne;
      }
      borne = next;
    }
    return borne;
  }

  private Sample tried(double rate) throws InterruptedException {
    Sample sample = send(rate);
    for (int tries = 1; tries < TRIES && !sample.isBorne(); tries++) {
      sample = send(rate);
    }
    return sample;
  }

  private Sample down() throws InterruptedException {
    double rate = FIRST_RATE;
    while (rate / STEP > LEAST_RATE) {
      rate /= STEP;
      Sample sample = send(rate);
      if (sample.isBorne()) {
        return sample;
      }
    }
    throw new Refusal(
        "Not even %.0f orders/s are answered in time. See ./nines status.".formatted(rate));
  }

  /** The same, to within a sixteenth. */
  public Sample closely() throws InterruptedException {
    Sample borne = search();
    double tooMany = borne.rate() * STEP;
    for (int i = 0; i < HALVINGS; i++) {
      Sample between = send((borne.rate() + tooMany) / 2);
      if (between.isBorne()) {
        borne = between;
      } else {
        tooMany = between.rate();
      }
    }
    return borne;
  }

  private Sample send(double rate) throws InterruptedException {
    Sample sample = sender.send(rate, EACH);
    terminal.progress(
        "  %.0f orders/s: P95 %.0f ms, %d of %d%s"
            .formatted(
                rate,
                sample.p95Ms(),
                sample.admitted(),
                sample.sent() + sample.skipped(),
                sample.isBorne() ? "" : ", too many"));
    return sample;
  }
}
