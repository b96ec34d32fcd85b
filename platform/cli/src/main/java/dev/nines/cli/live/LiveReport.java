package dev.nines.cli.live;

import dev.nines.slo.model.Problem;
import java.util.List;

/**
 * What a Prometheus says of SLOs.
 *
 * @param problems in the order of the files
 * @param costs of each SLO, in the order of the files
 */
public record LiveReport(List<Problem> problems, List<Cost> costs) {
  public LiveReport {
    problems = List.copyOf(problems);
    costs = List.copyOf(costs);
  }

  /**
   * What an SLO's rules cost.
   *
   * @param samplesPerHour that all evaluations of an hour read, as the history is now
   * @param series that they record
   */
  public record Cost(String service, String slo, int rules, long samplesPerHour, int series) {}
}
