package dev.nines.cli.stack;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.DevelopmentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The local stack. */
public sealed interface Stack permits NativeStack, DockerStack {
  /** {@code native} or {@code docker}. */
  String kind();

  /** Whether it was brought up and not taken down; not whether it is healthy. */
  boolean running();

  /**
   * Brings it up and waits until all is healthy; one that is up takes over which receivers are
   * filled in.
   *
   * @return what was done
   * @throws Refusal if it can't be brought up, and nothing of it is left running then; or if a
   *     receiver's file can't be used, and one that is up goes on as it was
   */
  Up up(Terminal terminal, Duration patience);

  /** Its parts, each as it is now; empty if it is not running. */
  List<Service> services();

  /** Those in force, oldest first. */
  List<Fault> faults();

  /**
   * Brings a fault about.
   *
   * @return when it came into force
   * @throws Refusal if it could not be brought about
   */
  Instant breakBy(Fault fault);

  /**
   * Kills a part at once, without a word to it, as a crash does; the stack starts it again.
   *
   * @param part its name
   * @throws Refusal if it does not run, or would not be started again
   */
  void kill(String part);

  /**
   * Undoes every fault.
   *
   * @return those that were in force
   */
  List<Fault> heal();

  /**
   * Ends everything that belongs to it.
   *
   * @return what was done
   */
  Down down(Terminal terminal);

  /**
   * Starts load in the background that ends by itself or with the stack.
   *
   * @param command what makes it
   */
  void startLoad(List<String> command);

  /** What signs the tokens that its services take. */
  DevelopmentKey key();

  /**
   * What {@link #up} did.
   *
   * @param changed whether anything had to be done
   * @param healthy whether all parts are healthy
   */
  record Up(boolean changed, boolean healthy, Duration took) {}

  /**
   * What {@link #down} did.
   *
   * @param ended whether a running stack was ended
   * @param orphans processes that a killed supervisor had left
   */
  record Down(boolean ended, int orphans, Duration took) {
    /** This, and another after it. */
    public Down and(Down other) {
      return new Down(ended || other.ended, orphans + other.orphans, took.plus(other.took));
    }
  }
}
