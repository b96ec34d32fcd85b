package dev.nines.autoconfigure.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.concurrent.atomic.LongAdder;
import net.logstash.logback.appender.listener.AppenderListener;

/**
 * Counts the log events that were lost because their queue was full. Created by {@code
 * logback.xml}, before there is an application context that could hold the count.
 */
public final class DroppedEvents implements AppenderListener<ILoggingEvent> {
  private static final LongAdder COUNT = new LongAdder();

  @Override
  public void eventAppendFailed(
      Appender<ILoggingEvent> appender, ILoggingEvent event, Throwable reason) {
    COUNT.increment();
  }

  /** How many since the process started. */
  static double count() {
    return COUNT.sum();
  }
}
