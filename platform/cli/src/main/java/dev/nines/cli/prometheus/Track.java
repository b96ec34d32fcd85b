package dev.nines.cli.prometheus;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A series over a time.
 *
 * @param points oldest first; none where the series had no sample
 */
public record Track(Map<String, String> labels, List<Point> points) {
  public Track {
    labels = Map.copyOf(labels);
    points = List.copyOf(points);
  }

  /** A value at a moment. */
  public record Point(Instant at, double value) {}
}
