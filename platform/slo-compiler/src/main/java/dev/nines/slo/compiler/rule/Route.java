package dev.nines.slo.compiler.rule;

import java.time.Duration;
import java.util.List;

/**
 * Which alerts go to which receivers, rather than the usual way.
 *
 * @param why for whoever reads the file
 * @param matchers Alertmanager matchers, such as {@code slo="checkout"}
 * @param receivers at least one, each told by itself
 */
public record Route(String why, List<String> matchers, Timing timing, List<Receiver> receivers) {
  public Route {
    matchers = List.copyOf(matchers);
    receivers = List.copyOf(receivers);
  }

  /**
   * How notifications wait to be grouped.
   *
   * @param groupWait before the first of a group
   * @param groupInterval before the next, when the group changed
   * @param repeatInterval before the same again
   */
  public record Timing(Duration groupWait, Duration groupInterval, Duration repeatInterval) {}
}
