package dev.nines.test.telemetry;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that the evidence must show.
 *
 * @param level of data quality that needs it, from 1
 * @param name as a sentence
 * @param missing what is not as it must be, each with what was seen; empty if all is
 */
record Requirement(int level, String name, Function<Evidence, List<String>> missing) {
  /** All, level by level. */
  static List<Requirement> all() {
    return Stream.of(
            SeenRequirements.ALL,
            CompleteRequirements.ALL,
            ShapeRequirements.ALL,
            JoinRequirements.ALL,
            TrustRequirements.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
