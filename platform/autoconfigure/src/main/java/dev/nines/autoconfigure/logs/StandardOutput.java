package dev.nines.autoconfigure.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.BufferedOutputStream;
import java.io.OutputStream;

/**
 * Standard output, written in pieces of up to {@value #SIZE} bytes: a system call a line would cost
 * more than the line. Only for behind the queue of {@code logback.xml}, which flushes as soon as it
 * is empty.
 */
public final class StandardOutput extends ConsoleAppender<ILoggingEvent> {
  private static final int SIZE = 64 * 1024;

  @Override
  public void start() {
    setImmediateFlush(false);
    super.start();
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    super.setOutputStream(new BufferedOutputStream(stream, SIZE));
  }
}
