package dev.nines.test.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Level 5: strangers can't flood the signals, secrets are not in them, and nothing is lost. */
final class TrustRequirements {
  /** A collection's cause makes a series when it is first there, whatever is asked meanwhile. */
  private static final String COLLECTIONS = "jvm_gc_";

  static final List<Requirement> ALL =
      List.of(
          new Requirement(5, "made-up requests make no series", TrustRequirements::cardinality),
          new Requirement(5, "secrets are in no signal", TrustRequirements::secrets),
          new Requirement(5, "no span is lost", TrustRequirements::spans),
          new Requirement(5, "no line is lost", TrustRequirements::lines));

  private TrustRequirements() {}

  private static List<String> cardinality(Evidence evidence) {
    Set<String> before = evidence.settled().series();
    return evidence
        .assailed()
        .samples()
        .filter(sample -> !sample.name().startsWith(COLLECTIONS))
        .map(Exposition.Sample::series)
        .filter(series -> !before.contains(series))
        .map(series -> series + " is new")
        .limit(5)
        .toList();
  }

  private static List<String> secrets(Evidence evidence) {
    String spans = evidence.spans().toString();
    String metrics = evidence.assailed().toString();
    return evidence.canaries().stream()
        .flatMap(canary ->
            Stream.of(
                    evidence.lines().stream()
                        .filter(line -> line.contains(canary))
                        .map(line -> "in a line: " + line),
                    spans.contains(canary) ? Stream.of(canary + " in a span") : Stream.<String>of(),
                    metrics.contains(canary)
                        ? Stream.of(canary + " in the metrics")
                        : Stream.<String>of())
                .flatMap(found -> found))
        .limit(5)
        .toList();
  }

  private static List<String> spans(Evidence evidence) {
    return Stream.of("dropped", "failed")
        .flatMap(outcome -> lost(evidence, "nines_spans_total", Map.of("outcome", outcome)))
        .toList();
  }

  private static List<String> lines(Evidence evidence) {
    return lost(evidence, "nines_logs_dropped_total", Map.of()).toList();
  }

  /** A count that is not there is no 0. */
  private static Stream<String> lost(Evidence evidence, String count, Map<String, String> labels) {
    List<Exposition.Sample> samples =
        evidence.assailed().samples(count).stream().filter(each -> each.has(labels)).toList();
    return samples.isEmpty()
        ? Stream.of("%s%s is not there to tell".formatted(count, labels))
        : samples.stream()
            .filter(sample -> sample.value() != 0)
            .map(sample -> "%s is %.0f".formatted(sample.series(), sample.value()));
  }
}
