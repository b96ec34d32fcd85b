package dev.nines.slo.yaml;

import dev.nines.slo.model.Place;
import dev.nines.slo.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong while files are read, so that a person sees every mistake at once. */
public final class Report {
  private final List<Problem> problems = new ArrayList<>();

  public void add(Place place, String fact, String fix) {
    problems.add(new Problem(place, fact, fix));
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  public static Place place(String file, Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> new Place(file, 1, 1));
  }

  public static Place place(String file, Node node) {
    return place(file, node.getStartMark());
  }
}
