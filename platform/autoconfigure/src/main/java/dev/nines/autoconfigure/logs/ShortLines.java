package dev.nines.autoconfigure.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;

/** Writes lines of JSON of at most {@value LineCut#MAX_BYTES} bytes each. */
public final class ShortLines extends LoggingEventCompositeJsonEncoder {
  @Override
  public byte[] encode(ILoggingEvent event) {
    byte[] line = super.encode(event);
    return line.length <= LineCut.MAX_BYTES ? line : LineCut.fit(line);
  }
}
