package dev.nines.test.telemetry;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Level 2: nothing that is needed to tell how a service is, is missing. */
final class CompleteRequirements {
  private static final Set<String> COMMON = Set.of("service", "env", "version");

  static final List<Requirement> ALL =
      Stream.concat(
              GoldenSignal.ALL.stream()
                  .map(signal ->
                      new Requirement(2, "golden signal: " + signal.name(), signal::missing)),
              Stream.of(
                  new Requirement(
                      2, "each series says whose it is", CompleteRequirements::commonLabels)))
          .toList();

  private CompleteRequirements() {}

  private static List<String> commonLabels(Evidence evidence) {
    return evidence
        .settled()
        .samples()
        .filter(sample -> !sample.labels().keySet().containsAll(COMMON))
        .map(sample -> sample.series() + " lacks one of " + COMMON)
        .limit(5)
        .toList();
  }
}
