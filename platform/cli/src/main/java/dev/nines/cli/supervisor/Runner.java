package dev.nines.cli.supervisor;

import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.process.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part running: starts it, asks for its health, starts it again after its end. Runs on a
 * thread of its own; the other methods may be called from any.
 */
final class Runner implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final Duration EAGER = Duration.ofMillis(50);
  private static final Duration CALM = Duration.ofSeconds(1);

  private final Part part;
  private final Board board;
  private volatile boolean wanted = true;
  private volatile boolean frozen;
  private volatile boolean ending;
  private volatile @Nullable ProcessMark mark;
  private volatile @Nullable Instant stopAsked;
  private boolean everHealthy;
  private @Nullable Instant healthySince;
  private int restarts;
  private Duration pause = FIRST_PAUSE;

  Runner(Part part, Board board) {
    this.part = part;
    this.board = board;
  }

  Part part() {
    return part;
  }

  /** Shows it before its start, so that all parts are seen, in their order. */
  void announce() {
    show(Phase.WAITING, "", null);
  }

  @Override
  public void run() {
    try {
      while (!ending) {
        if (!wanted) {
          show(Phase.STOPPED, "by a fault", null);
          TimeUnit.MILLISECONDS.sleep(EAGER.toMillis());
        } else if (!everHealthy && !board.healthy(part.needs())) {
          show(Phase.WAITING, "for " + String.join(", ", part.needs()), null);
          TimeUnit.MILLISECONDS.sleep(EAGER.toMillis());
        } else {
          live();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() throws InterruptedException {
    Instant started = now();
    healthySince = null;
    String end;
    try {
      Process process = start();
      watch(process, started);
      end = "ended with status " + process.exitValue() + "; see " + part.log();
    } catch (IOException e) {
      end = "could not be started: " + e.getMessage();
    }
    mark = null;
    stopAsked = null;
    frozen = false;
    if (ending || (part.once() && wanted)) {
      ending = true;
      show(Phase.ENDED, "", null);
    } else if (wanted) {
      rest(end);
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(part.command());
    builder.environment().putAll(part.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(Path.of(part.log()).toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    Process process = builder.start();
    mark = ProcessMark.of(process.pid()).orElse(null);
    show(Phase.STARTING, "", null);
    return process;
  }

  private void watch(Process process, Instant started) throws InterruptedException {
    Duration took = null;
    Duration interval = EAGER;
    while (!process.waitFor(interval.toMillis(), TimeUnit.MILLISECONDS)) {
      if (frozen) {
        show(Phase.FROZEN, "by a fault", took);
      } else if (HealthProbe.healthy(part.health())) {
        if (took == null) {
          took = Duration.between(started, now());
          healthySince = now();
        }
        everHealthy = true;
        show(Phase.HEALTHY, "", took);
      } else if (took != null && process.isAlive() && !frozen) {
        show(Phase.UNHEALTHY, "its health check fails", took);
      }
      stopIfUnwanted();
      interval = took == null || stopAsked != null ? EAGER : CALM;
    }
  }

  // The pause grows for what does not get well; what was well and is killed comes back at once.
  private void rest(String why) throws InterruptedException {
    Instant well = healthySince;
    if (well != null && Duration.between(well, now()).compareTo(SETTLED) > 0) {
      pause = FIRST_PAUSE;
    }
    restarts++;
    show(Phase.RESTARTING, why, null);
    Instant until = now().plus(pause);
    while (!ending && now().isBefore(until)) {
      TimeUnit.MILLISECONDS.sleep(EAGER.toMillis());
    }
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
  }

  private void show(Phase phase, String detail, @Nullable Duration took) {
    PartState before = board.state().part(part.name()).orElse(null);
    boolean same = before != null && before.phase() == phase;
    Instant since = same && before != null ? before.since() : now();
    board.put(new PartState(part.name(), phase, mark, since, detail, took, restarts));
  }

  private Instant now() {
    return board.clock().instant();
  }

  /** Freezes or thaws it; a process that starts later is frozen by the next call. */
  void freeze(boolean freeze) {
    ProcessMark process = mark;
    if (process != null && frozen != freeze) {
      process.signal(freeze ? Signal.STOP : Signal.CONT);
      frozen = freeze;
    }
  }

  boolean frozen() {
    return frozen;
  }

  /** Whether it should run at all; does not wait until it does. */
  void want(boolean want) {
    if (wanted && !want) {
      askToStop();
    }
    wanted = want;
  }

  boolean running() {
    return mark != null;
  }

  /** The process as it is now; a new one after each restart. */
  @Nullable ProcessMark process() {
    return mark;
  }

  /** Ends it for good; does not wait. */
  void end() {
    ending = true;
    askToStop();
  }

  private void askToStop() {
    ProcessMark process = mark;
    if (process != null && stopAsked == null) {
      stopAsked = now();
      // A frozen process hears nothing else.
      process.signal(frozen ? Signal.KILL : part.stop());
    }
  }

  // Also catches what was started while it was being ended.
  private void stopIfUnwanted() {
    if (ending || !wanted) {
      askToStop();
      killIfLate();
    }
  }

  private void killIfLate() {
    Instant asked = stopAsked;
    ProcessMark process = mark;
    if (asked != null && process != null && now().isAfter(asked.plus(part.grace()))) {
      process.signal(Signal.KILL);
    }
  }
}
