package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Inhibition;
import dev.nines.slo.compiler.rule.Route;
import dev.nines.slo.model.Problem;
import java.util.List;

/** Outcome of compiling files: everything that follows from them, or every problem. Never both. */
public sealed interface Compilation {
  /**
   * All went well.
   *
   * @param services in the order of their first SLO
   * @param routes in the order of the files; most specific first within an SLO
   * @param notes what a person should know, in the order of the files
   */
  record Compiled(
      List<ServiceRules> services,
      List<Inhibition> inhibitions,
      List<Route> routes,
      List<Note> notes)
      implements Compilation {
    public Compiled {
      services = List.copyOf(services);
      inhibitions = List.copyOf(inhibitions);
      routes = List.copyOf(routes);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Nothing was compiled.
   *
   * @param problems at least one, sorted by place
   */
  record Rejected(List<Problem> problems) implements Compilation {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
