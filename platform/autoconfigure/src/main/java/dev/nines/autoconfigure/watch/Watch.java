package dev.nines.autoconfigure.watch;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at files again and again, and tells what changed. It compares contents rather than waits
 * for the file system's events, which network file systems and the links of mounted ConfigMaps and
 * Secrets do not send. A change counts once two looks in a row see the same: whoever is writing is
 * then done.
 *
 * @param <T> what a look finds; equal if nothing has changed
 */
public final class Watch<T> implements AutoCloseable {
  private final Supplier<T> files;
  private final Consumer<T> changed;
  private T known;
  private @Nullable T seen;
  private @Nullable Thread thread;

  /**
   * Looks at nothing before it is started.
   *
   * @param known what is in force already
   * @param files one look at them; must not throw
   * @param changed is told of each change, once, on the watching thread; must not throw
   */
  public Watch(T known, Supplier<T> files, Consumer<T> changed) {
    this.known = known;
    this.files = files;
    this.changed = changed;
  }

  /** Looks from now on, by a thread of this name, until closed. */
  public void start(String name, Duration interval) {
    thread = Thread.ofPlatform().daemon().name(name).start(() -> watch(interval));
  }

  private void watch(Duration interval) {
    try {
      while (true) {
        Thread.sleep(interval);
        look();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** One look. Only one thread may. */
  public void look() {
    T now = files.get();
    if (now.equals(known)) {
      seen = null;
    } else if (now.equals(seen)) {
      known = now;
      seen = null;
      changed.accept(now);
    } else {
      seen = now;
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
