package dev.nines.cli.overload;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a service under more load than it can bear.
 *
 * @param sustainable requests per second that it bears
 * @param overload what became of those that were more
 * @param before resident memory in kilobytes of each service, warm; none where that is not seen
 * @param most of it during the overload
 * @param recovery from the end of the overload until all is answered again in time; empty if that
 *     was not seen
 */
public record Outcome(
    double sustainable,
    Sample overload,
    Map<String, Long> before,
    Map<String, Long> most,
    Optional<Duration> recovery) {
  private static final double P99_MS = 500;
  private static final double GROWTH = 1.25;
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  public Outcome {
    before = Map.copyOf(before);
    most = Map.copyOf(most);
  }

  /** Whether those that are let in are answered in time. */
  public boolean isFast() {
    return overload.admitted() > 0 && overload.p99Ms() < P99_MS;
  }

  /** Whether memory stays what it was, but for a quarter. */
  public boolean isFlat() {
    return before.entrySet().stream()
        .allMatch(it -> most.getOrDefault(it.getKey(), 0L) <= GROWTH * it.getValue());
  }

  /** Whether everything is well again soon. */
  public boolean isRecovered() {
    return recovery.filter(took -> took.compareTo(RECOVERY) <= 0).isPresent();
  }

  public boolean passed() {
    return isFast() && isFlat() && isRecovered();
  }
}
