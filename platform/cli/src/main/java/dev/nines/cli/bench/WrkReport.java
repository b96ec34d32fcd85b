package dev.nines.cli.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk said at its end.
 *
 * @param requests answered, also by an error
 * @param rps requests a second
 * @param socketErrors connections that failed, and answers that took longer than wrk's two seconds
 * @param refused answers that were neither 2xx nor 3xx
 * @see <a href="https://github.com/wg/wrk">wrk</a>
 */
record WrkReport(
    long requests, double rps, double p50Ms, double p99Ms, long socketErrors, long refused) {
  private static final Pattern REQUESTS = Pattern.compile("(?m)^\\s*(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec:\\s*([\\d.]+)");
  private static final Pattern SOCKETS =
      Pattern.compile(
          "(?m)^\\s*Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
  private static final Pattern REFUSED =
      Pattern.compile("(?m)^\\s*Non-2xx or 3xx responses: (\\d+)");

  /**
   * Reads the output of {@code wrk --latency}.
   *
   * @throws IllegalArgumentException if something is missing in it
   */
  static WrkReport parse(String output) {
    Matcher sockets = SOCKETS.matcher(output);
    long errors = 0;
    if (sockets.find()) {
      for (int i = 1; i <= sockets.groupCount(); i++) {
        errors += Long.parseLong(sockets.group(i));
      }
    }
    Matcher refused = REFUSED.matcher(output);
    return new WrkReport(
        Long.parseLong(found(REQUESTS, output).group(1)),
        Double.parseDouble(found(RATE, output).group(1)),
        percentile(50, output),
        percentile(99, output),
        errors,
        refused.find() ? Long.parseLong(refused.group(1)) : 0);
  }

  /** How many of the requests were not answered as they should be. */
  long failed() {
    return socketErrors + refused;
  }

  private static double percentile(int percent, String output) {
    Pattern line = Pattern.compile("(?m)^\\s*" + percent + "%\\s+([\\d.]+)(us|ms|s|m|h)\\s*$");
    Matcher found = found(line, output);
    return Double.parseDouble(found.group(1)) * millis(found.group(2));
  }

  private static double millis(String unit) {
    return switch (unit) {
      case "us" -> 1e-3;
      case "ms" -> 1;
      case "s" -> 1e3;
      case "m" -> 60e3;
      case "h" -> 3600e3;
      default -> throw new IllegalArgumentException("unit must be one of wrk's, was: " + unit);
    };
  }

  private static Matcher found(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalArgumentException("output must match " + pattern + ", was: " + output);
    }
    return matcher;
  }
}
