package dev.nines.slo.openslo;

import dev.nines.slo.model.Place;
import dev.nines.slo.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong while files are read, so that a person sees every mistake at once. */
final class Report {
  private final List<Problem> problems = new ArrayList<>();

  void add(Place place, String fact, String fix) {
    problems.add(new Problem(place, fact, fix));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  static Place place(String file, Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> new Place(file, 1, 1));
  }

  static Place place(String file, Node node) {
    return place(file, node.getStartMark());
  }
}
