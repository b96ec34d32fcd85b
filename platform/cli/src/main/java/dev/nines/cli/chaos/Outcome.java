package dev.nines.cli.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * All of a run.
 *
 * @param recoveries one for each kill, in their order
 * @param orders how many are stored
 * @param reconnects how often the stream of events was cut off and taken up again
 * @param repeated events that came again
 * @param problem why the stream could not be followed to the end; empty if it could
 */
public record Outcome(
    long seed,
    List<Recovery> recoveries,
    Tally tally,
    Verdict verdict,
    int orders,
    int reconnects,
    int repeated,
    String problem,
    Duration took) {
  public Outcome {
    recoveries = List.copyOf(recoveries);
  }

  public boolean recovered() {
    return recoveries.stream().allMatch(Recovery::recovered);
  }

  public boolean passed() {
    return recovered() && verdict.clean() && verdict.acknowledged() > 0 && problem.isEmpty();
  }

  /** How long those of a victim took that were recovered from, shortest first. */
  public List<Duration> times(Victim victim) {
    return recoveries.stream()
        .filter(recovery -> recovery.victim() == victim)
        .map(Recovery::took)
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }
}
