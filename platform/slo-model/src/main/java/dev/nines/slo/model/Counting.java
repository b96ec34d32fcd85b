package dev.nines.slo.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an SLO's events are counted beyond its indicator; from annotations under {@code nines.dev/}.
 *
 * @param grouping counts them for each value of a label, each with its own budget
 * @param exclusions times that count neither as good nor as bad, in the order of the file
 */
public record Counting(Optional<Grouping> grouping, List<Exclusion> exclusions) {
  public Counting {
    exclusions = List.copyOf(exclusions);
  }

  /** What holds without annotations. */
  public static Counting defaults() {
    return new Counting(Optional.empty(), List.of());
  }

  /**
   * One budget for each value of a label ({@code nines.dev/group-by}).
   *
   * @param label a label of the total's series
   * @param cap at most so many values, those with the most events ({@code nines.dev/group-cap});
   *     the rest is counted together
   */
  public record Grouping(String label, int cap) {
    /** Enough for the tenants that people know by name; each costs some dozens of series. */
    public static final int DEFAULT_CAP = 20;

    public Grouping {
      if (cap < 1) {
        throw new IllegalArgumentException("cap must be at least 1, was: " + cap);
      }
    }
  }

  /**
   * Planned maintenance, or an incident that everybody agreed to leave out ({@code
   * nines.dev/exclude}).
   *
   * @param from included
   * @param until excluded; after {@code from}
   */
  public record Exclusion(Instant from, Instant until) {
    public Exclusion {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException(
            "from must be before until, was: " + from + ", " + until);
      }
    }
  }
}
