package dev.nines.autoconfigure.deadline;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.ThreadExecutorMap;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What ends a wait: the event loop on which it begins. Reactor's own timers are threads besides,
 * and where nearly nothing waits, as in a service that answers soon, each request wakes one.
 */
public final class Timer {
  private static final FastThreadLocal<Scheduler> OWN =
      new FastThreadLocal<>() {
        @Override
        protected Scheduler initialValue() {
          @Nullable EventExecutor loop = ThreadExecutorMap.currentExecutor();
          return loop == null ? Schedulers.parallel() : Schedulers.fromExecutorService(loop);
        }
      };

  private Timer() {}

  /** Of the thread at hand; Reactor's where it is no event loop. */
  public static Scheduler current() {
    return OWN.get();
  }
}
