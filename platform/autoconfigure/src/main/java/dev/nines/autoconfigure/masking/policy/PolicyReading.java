package dev.nines.autoconfigure.masking.policy;

import dev.nines.slo.model.Problem;
import java.util.List;

/** Outcome of reading a file: its policies, or every problem found in it. Never both. */
public sealed interface PolicyReading {
  /**
   * All went well.
   *
   * @param policies at least one, in the file's order
   */
  record Read(List<DataMaskPolicy> policies) implements PolicyReading {
    public Read {
      policies = List.copyOf(policies);
    }
  }

  /**
   * Nothing of it may be used.
   *
   * @param problems at least one, sorted by place
   */
  record Rejected(List<Problem> problems) implements PolicyReading {
    public Rejected {
      problems = problems.stream().sorted().distinct().toList();
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems must not be empty");
      }
    }
  }
}
