package dev.nines.cli.load;

import java.util.List;

/**
 * What a load test found.
 *
 * @param passed whether every gate holds
 * @param requests all that were sent
 * @param failed those whose answer was not the expected one
 * @param report Gatling's charts; empty if there are none
 */
public record Verdict(boolean passed, long requests, long failed, List<Gate> gates, String report) {
  /**
   * One assertion of the simulation.
   *
   * @param gate what is measured, such as {@code POST /api/orders: 95th percentile of response
   *     time}
   * @param limit such as {@code less than 200.0}
   */
  public record Gate(String gate, String limit, String measured, boolean passed) {}

  public Verdict {
    gates = List.copyOf(gates);
  }
}
