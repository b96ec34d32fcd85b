package dev.nines.autoconfigure.traces;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Since when the application is closing. Thread-safe. */
final class Shutdown implements ApplicationListener<ContextClosedEvent> {
  private final ApplicationContext application;
  private volatile @Nullable Long since;

  Shutdown(ApplicationContext application) {
    this.application = application;
  }

  /** Called for the management server's own context as well, which may close earlier. */
  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    if (event.getApplicationContext().equals(application)) {
      since = System.nanoTime();
    }
  }

  boolean isLongerThan(Duration duration) {
    Long began = since;
    return began != null && System.nanoTime() - began > duration.toNanos();
  }
}
