package dev.nines.slo.openslo;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of one kind, which others name. One that is broken itself is known all the same: to
 * report its name as unknown would send people the wrong way.
 *
 * @param <T> what a document of that kind says
 */
final class Declarations<T> {
  private final String kind;
  private final Report report;
  private final Map<String, Declared<T>> all = new LinkedHashMap<>();

  Declarations(String kind, Report report) {
    this.kind = kind;
    this.report = report;
  }

  /** Adds a document, or reports that there is one of that name. */
  void add(Text name, Optional<T> value) {
    var first = all.putIfAbsent(name.value(), new Declared<>(name, value));
    if (first != null) {
      var fact = kind + " '" + name.value() + "' is declared already at " + first.name.place();
      report.add(name.place(), fact, "Remove one of them");
    }
  }

  /**
   * Adds a document that stands inline where another names it. The same may stand in several
   * places; a name that means two things is reported.
   */
  void addInline(Text name, T value) {
    var first = all.putIfAbsent(name.value(), new Declared<>(name, Optional.of(value)));
    if (first != null && first.value.filter(known -> !known.equals(value)).isPresent()) {
      var fact = kind + " '" + name.value() + "' says something else at " + first.name.place();
      report.add(name.place(), fact, "Give one of them another name");
    }
  }

  /** What the named document says; empty when something about it, or about the name, is wrong. */
  Optional<T> find(Text reference) {
    var found = all.get(reference.value());
    if (found != null) {
      return found.value;
    }
    var name = Block.shorten(reference.value());
    var fix =
        Nearest.to(name, all.keySet())
            .map(near -> "Did you mean '" + near + "'")
            .orElse("Add a document of kind " + kind + " with this name");
    report.add(reference.place(), kind + " '" + name + "' is not declared", fix);
    return Optional.empty();
  }

  private record Declared<T>(Text name, Optional<T> value) {}
}
