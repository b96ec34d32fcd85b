package dev.nines.cli.overload;

import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Finds out what a stack bears, sends a multiple of it, and watches. */
public final class Overload {
  private static final double WARM_UP_RATE = 30;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final double RECOVERY_RATE = 20;
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

  private final Sender sender;
  private final Stack stack;
  private final Terminal terminal;

  public Overload(Sender sender, Stack stack, Terminal terminal) {
    this.sender = sender;
    this.stack = stack;
    this.terminal = terminal;
  }

  /**
   * The whole run.
   *
   * @param sustainable requests per second; empty to find it out
   * @param factor by which more are sent
   * @throws Refusal if the stack bears hardly anything
   */
  public Outcome run(Optional<Double> sustainable, double factor, Duration duration)
      throws InterruptedException {
    terminal.progress("Warming up for %d s".formatted(WARM_UP.toSeconds()));
    sender.send(WARM_UP_RATE, WARM_UP);
    double borne =
        sustainable.isPresent() ? sustainable.get() : new Ceiling(sender, terminal).search().rate();
    Memory memory = new Memory(stack);
    Map<String, Long> before = memory.now();
    terminal.progress(
        "%.0f orders/s, %.0f times the %.0f that are borne, for %d s"
            .formatted(factor * borne, factor, borne, duration.toSeconds()));
    Thread watch = memory.watch();
    Sample overload = sender.send(factor * borne, duration);
    watch.interrupt();
    return new Outcome(borne, overload, before, memory.most(), recovery());
  }

  private Optional<Duration> recovery() throws InterruptedException {
    long end = System.nanoTime();
    while (System.nanoTime() - end < RECOVERY_LIMIT.toNanos()) {
      Duration passed = Duration.ofNanos(System.nanoTime() - end);
      if (sender.send(RECOVERY_RATE, WINDOW).isBorne()) {
        return Optional.of(passed);
      }
    }
    return Optional.empty();
  }
}
