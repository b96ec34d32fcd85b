package dev.nines.test.telemetry;

import java.util.List;

/** Level 1: each signal is there at all. */
final class SeenRequirements {
  static final List<Requirement> ALL =
      List.of(
          new Requirement(1, "calls are answered as they should be", SeenRequirements::answers),
          new Requirement(1, "a scrape has metrics", SeenRequirements::metrics),
          new Requirement(1, "lines are printed as JSON", SeenRequirements::lines),
          new Requirement(1, "each call makes one server span", SeenRequirements::spans));

  private SeenRequirements() {}

  private static List<String> answers(Evidence evidence) {
    return evidence.answers().stream()
        .filter(answer -> answer.status() != answer.call().status())
        .map(answer ->
            "%s %s was answered %d, not %d"
                .formatted(
                    answer.call().method(),
                    answer.call().path(),
                    answer.status(),
                    answer.call().status()))
        .distinct()
        .toList();
  }

  private static List<String> metrics(Evidence evidence) {
    return evidence.settled().series().size() > 10
        ? List.of()
        : List.of("it had " + evidence.settled().series().size() + " series");
  }

  private static List<String> lines(Evidence evidence) {
    List<String> others =
        evidence.lines().stream().filter(line -> Evidence.parsed(line).isEmpty()).limit(5).toList();
    return evidence.lines().isEmpty() ? List.of("nothing was printed") : others;
  }

  private static List<String> spans(Evidence evidence) {
    return evidence.answers().stream()
        .filter(answer -> evidence.answering(answer).size() != 1)
        .map(answer ->
            "%s %s with %s made %d"
                .formatted(
                    answer.call().method(),
                    answer.call().path(),
                    answer.format(),
                    evidence.answering(answer).size()))
        .toList();
  }
}
