package dev.nines.autoconfigure.masking.policy;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads words that name one of a few values.
 *
 * @param what names a value in a problem
 */
record Choices<T>(String what, Map<String, T> known, Report report) {
  static <T> Choices<T> of(String what, T[] values, Function<T, String> text, Report report) {
    Map<String, T> known = new LinkedHashMap<>();
    for (T value : values) {
      known.put(text.apply(value), value);
    }
    return new Choices<>(what, known, report);
  }

  /** Empty when the word has been reported. */
  Optional<T> read(Text text) {
    Optional<T> value = Optional.ofNullable(known.get(text.value()));
    if (value.isEmpty()) {
      String word = Block.shorten(text.value());
      String fact = "Unknown " + what + " '" + word + "'";
      report.add(text.place(), fact, Nearest.fix(word, known.keySet()));
    }
    return value;
  }

  /** Those of the words that are known, each once; the others are reported. */
  List<T> read(List<Text> texts) {
    List<T> values = new ArrayList<>();
    for (Text text : texts) {
      Optional<T> value = read(text);
      if (value.filter(values::contains).isPresent()) {
        report.add(text.place(), "'" + text.value() + "' is named twice", "Name it once");
      } else {
        value.ifPresent(values::add);
      }
    }
    return values;
  }
}
