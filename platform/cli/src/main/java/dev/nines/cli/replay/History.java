package dev.nines.cli.replay;

import java.io.IOException;
import java.nio.file.Path;

/** What happened to the series that SLOs are about. */
public interface History {
  /**
   * Writes all samples as OpenMetrics text.
   *
   * @return from the first to the last sample
   * @throws IOException if they can't be had or written
   */
  Span write(Path file) throws IOException;
}
