package dev.nines.slo.openslo;

import dev.nines.slo.model.Problem;
import dev.nines.slo.model.Slo;
import java.util.List;

/** Outcome of reading files: their SLOs, or every problem found in them. Never both. */
public sealed interface Reading {
  /**
   * All went well.
   *
   * @param slos in the order of the files; may be empty
   */
  record Read(List<Slo> slos) implements Reading {
    public Read {
      slos = List.copyOf(slos);
    }
  }

  /**
   * Nothing may be used.
   *
   * @param problems at least one, sorted by place
   */
  record Rejected(List<Problem> problems) implements Reading {
    public Rejected {
      problems = problems.stream().sorted().distinct().toList();
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems must not be empty");
      }
    }
  }
}
