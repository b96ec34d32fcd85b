package dev.nines.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Counters of a service's replicas over some days, as they were scraped: events that are good and
 * events that are bad, at a steady rate but for one bad hour and one idle one.
 *
 * @param scrape from one scrape to the next
 */
record RawMonth(int replicas, int days, Instant end, Duration scrape) {
  static final String METRIC = "shop_requests_total";

  private static final double PER_SECOND = 2;
  private static final double BAD_SHARE = 0.0002;

  /** One hour at a hundredth of the traffic, in which all fails. */
  private static final double BAD_HOUR_TRAFFIC = 0.01;

  private static final long HOUR = Duration.ofHours(1).toSeconds();
  private static final long DAY = Duration.ofDays(1).toSeconds();

  Instant start() {
    return end.minus(Duration.ofDays(days));
  }

  /** Events of a second, over all replicas. */
  private double rate(long second) {
    return isIdle(second) ? 0 : isBad(second) ? PER_SECOND * BAD_HOUR_TRAFFIC : PER_SECOND;
  }

  private double badShare(long second) {
    return isBad(second) ? 1 : BAD_SHARE;
  }

  private boolean isBad(long second) {
    return hourOf(second, 2);
  }

  private boolean isIdle(long second) {
    return hourOf(second, 4);
  }

  /** An hour of the day that is {@code part} fifths through the month. */
  private boolean hourOf(long second, int part) {
    long from = start().getEpochSecond() + days * DAY * part / 5;
    return second >= from && second < from + HOUR;
  }

  /** The error ratio of all the days, as it is defined. */
  double errorRatio() {
    double bad = 0;
    double total = 0;
    for (long second = start().getEpochSecond(); second < end.getEpochSecond(); second++) {
      total += rate(second);
      bad += rate(second) * badShare(second);
    }
    return bad / total;
  }

  /**
   * Writes one day as OpenMetrics text.
   *
   * @param bad the bad events of one replica before that day, and after it when this returns
   * @param good the same of good ones
   */
  void write(Path file, int day, double[] bad, double[] good) throws IOException {
    long from = start().getEpochSecond() + day * DAY;
    int steps = (int) (DAY / scrape.toSeconds());
    double[] bads = new double[steps];
    double[] goods = new double[steps];
    for (int step = 0; step < steps; step++) {
      bads[step] = bad[0];
      goods[step] = good[0];
      for (long second = 0; second < scrape.toSeconds(); second++) {
        long at = from + step * scrape.toSeconds() + second;
        bad[0] += rate(at) * badShare(at);
        good[0] += rate(at) * (1 - badShare(at));
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("# TYPE shop_requests counter\n");
      for (int replica = 0; replica < replicas; replica++) {
        write(out, "good", replica, from, goods);
        write(out, "bad", replica, from, bads);
      }
      out.write("# EOF\n");
    }
  }

  private void write(BufferedWriter out, String status, int replica, long from, double[] values)
      throws IOException {
    // Replicas are not scraped at the same moment.
    long offset = replica % scrape.toSeconds();
    String series = "%s{status=\"%s\",replica=\"%d\"} ".formatted(METRIC, status, replica);
    for (int step = 0; step < values.length; step++) {
      out.write(series);
      out.write(String.format(Locale.ROOT, "%.4f", values[step]));
      out.write(' ');
      out.write(Long.toString(from + step * scrape.toSeconds() + offset));
      out.write('\n');
    }
  }
}
