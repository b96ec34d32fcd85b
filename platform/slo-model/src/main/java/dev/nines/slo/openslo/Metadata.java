package dev.nines.slo.openslo;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Names;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code metadata} that every OpenSLO document has.
 *
 * @param labels by name; values of a list are joined by commas
 */
record Metadata(
    Text name, String displayName, Optional<Block> annotations, Map<String, String> labels) {
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** What rules and alerts say themselves. */
  private static final List<String> TAKEN =
      List.of(
          "service",
          "slo",
          "severity",
          "tier",
          "alertname",
          "objective",
          "period",
          "budgeting",
          "policy",
          "condition",
          "resolved");

  /** Reads it but for the annotations, which the kind must read and close. */
  static Optional<Metadata> read(Block document, Report report) {
    return document
        .requiredBlock("metadata")
        .flatMap(block -> {
          var name = block.requiredText("name").filter(text -> Names.check(text, report));
          var display = block.text("displayName").map(Text::value);
          var annotations = block.block("annotations");
          var labels = block.block("labels").map(all -> labels(all, report)).orElse(Map.of());
          block.close();
          return name.map(n -> new Metadata(n, display.orElse(n.value()), annotations, labels));
        });
  }

  /** Reports annotations of ours, where the kind knows none. */
  void withoutAnnotations() {
    annotations.ifPresent(block -> {
      SloAnnotations.foreign(block);
      block.close();
    });
  }

  private static Map<String, String> labels(Block block, Report report) {
    var labels = new LinkedHashMap<String, String>();
    for (var name : block.names()) {
      var values = new ArrayList<String>();
      block.texts(name.value()).forEach(text -> values.add(text.value()));
      if (TAKEN.contains(name.value())) {
        var fact = "Label '" + name.value() + "' is one that the rules set themselves";
        report.add(name.place(), fact, "Give it another name");
      } else if (!LABEL.matcher(name.value()).matches() || name.value().startsWith("__")) {
        var fact = "'" + Block.shorten(name.value()) + "' is not a label that Prometheus knows";
        report.add(name.place(), fact, "Use letters, digits and underscores");
      }
      labels.put(name.value(), String.join(",", values));
    }
    return labels;
  }
}
