package dev.nines.autoconfigure.masking.policy;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy.Field;
import dev.nines.autoconfigure.masking.policy.MaskPath.Root;
import dev.nines.slo.model.Place;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code spec.fields}. */
final class FieldTexts {
  private final Report report;
  private final Scope scope;
  private final Map<MaskPath, Place> seen = new HashMap<>();

  FieldTexts(Report report, Scope scope) {
    this.report = report;
    this.scope = scope;
  }

  /** Those that are right. */
  List<Field> read(List<Block> blocks) {
    List<Field> fields = new ArrayList<>();
    for (Block block : blocks) {
      Optional<MaskPath> path = block.requiredText("path").flatMap(this::path);
      Optional<MaskType> type =
          block
              .requiredText("type")
              .flatMap(Choices.of("type", MaskType.values(), MaskType::text, report)::read);
      block.close();
      if (path.isPresent() && type.isPresent()) {
        fields.add(new Field(path.get(), type.get()));
      }
    }
    return fields;
  }

  private Optional<MaskPath> path(Text text) {
    Optional<MaskPath> path = PathText.read(text, report);
    path.ifPresent(known -> {
      Place first = seen.putIfAbsent(known, text.place());
      if (first != null) {
        String fact = "Path '" + known + "' is given already in line " + first.line();
        report.add(text.place(), fact, "Remove one of them");
      }
      outOfScope(known.root(), text);
    });
    return path;
  }

  private void outOfScope(Root root, Text text) {
    boolean logsOnly = !scope.signals().contains(Signal.TRACES);
    boolean tracesOnly = !scope.signals().contains(Signal.LOGS);
    if ((root == Root.SPAN && logsOnly) || (root == Root.LOG && tracesOnly)) {
      String signal = root == Root.SPAN ? Signal.TRACES.text() : Signal.LOGS.text();
      String fact = "A path of '" + root.text() + "' does nothing: the scope leaves out " + signal;
      report.add(text.place(), fact, "Add '" + signal + "' to the scope's signals");
    }
  }
}
