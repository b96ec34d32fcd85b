package dev.nines.test.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Level 5: strangers can't flood the signals, secrets are not in them, and nothing is lost. */
final class TrustRequirements {
  /** Of the process, not of its requests. */
  private static final Pattern OF_THE_PROCESS =
      Pattern.compile("(jvm|process|system|netty|executor|logback|disk)_.*");

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
        .filter(sample -> !OF_THE_PROCESS.matcher(sample.name()).matches())
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
        .filter(
            outcome -> evidence.assailed().sum("nines_spans_total", Map.of("outcome", outcome)) > 0)
        .map(outcome ->
            "%.0f were %s"
                .formatted(
                    evidence.assailed().sum("nines_spans_total", Map.of("outcome", outcome)),
                    outcome))
        .toList();
  }

  private static List<String> lines(Evidence evidence) {
    double dropped = evidence.assailed().sum("nines_logs_dropped_total", Map.of());
    return dropped == 0 ? List.of() : List.of("%.0f were dropped".formatted(dropped));
  }
}
