package dev.nines.autoconfigure.masking.policy;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy.Field;
import dev.nines.slo.model.Place;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Names;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import dev.nines.slo.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads documents of kind {@code DataMaskPolicy}, one or several to a file. It fails closed: what
 * it does not know is a problem at its place, never ignored. Stateless; whatever the text, it
 * answers and throws nothing.
 */
public final class PolicyReader {
  private static final String API_VERSION = "nines.dev/v1";
  private static final String KIND = "DataMaskPolicy";

  /**
   * Reads a file's text.
   *
   * @param file how problems call it
   */
  public PolicyReading read(String file, String text) {
    Pass pass = new Pass(file);
    pass.documents(new YamlText(file, text, pass.report).documents());
    return pass.report.isEmpty()
        ? new PolicyReading.Read(pass.policies)
        : new PolicyReading.Rejected(pass.report.problems());
  }

  /** One reading: what has been found so far. */
  private static final class Pass {
    private final String file;
    private final Report report = new Report();
    private final List<DataMaskPolicy> policies = new ArrayList<>();
    private final Map<String, Place> names = new HashMap<>();

    Pass(String file) {
      this.file = file;
    }

    void documents(List<Node> nodes) {
      if (nodes.isEmpty() && report.isEmpty()) {
        report.add(
            new Place(file, 1, 1), "The file holds no document", "Write a " + KIND + " into it");
      }
      for (Node node : nodes) {
        Block.of(file, "A document", Report.place(file, node), node, report)
            .ifPresent(this::document);
      }
    }

    private void document(Block document) {
      document.requiredText("apiVersion").ifPresent(text -> only(text, API_VERSION));
      boolean known = document.requiredText("kind").filter(text -> only(text, KIND)).isPresent();
      if (!known) {
        return;
      }
      Optional<Text> name = document.requiredBlock("metadata").flatMap(this::name);
      Optional<Block> spec = document.requiredBlock("spec");
      document.close();
      spec.ifPresent(block -> spec(name, block));
    }

    private boolean only(Text text, String known) {
      if (text.value().equals(known)) {
        return true;
      }
      String fact = "'" + Block.shorten(text.value()) + "' is not known";
      report.add(text.place(), fact, "Write " + known);
      return false;
    }

    private Optional<Text> name(Block metadata) {
      Optional<Text> name = metadata.requiredText("name").filter(text -> Names.check(text, report));
      metadata.close();
      name.ifPresent(text -> {
        Place first = names.putIfAbsent(text.value(), text.place());
        if (first != null) {
          String fact = "Policy '" + text.value() + "' is declared already at " + first;
          report.add(text.place(), fact, "Give it a name of its own");
        }
      });
      return name;
    }

    private void spec(Optional<Text> name, Block spec) {
      Scope scope =
          spec.block("scope")
              .map(block -> new ScopeText(report).read(block))
              .orElse(Scope.EVERYWHERE);
      List<Field> fields = new FieldTexts(report, scope).read(spec.list("fields"));
      List<Default> dropped =
          Choices.of("default", Default.values(), Default::text, report)
              .read(spec.texts("dropDefaults"));
      if (!spec.has("fields") && !spec.has("dropDefaults")) {
        report.add(spec.place(), "The policy hides nothing", "Add 'fields:'");
      }
      spec.close();
      name.ifPresent(text ->
          policies.add(new DataMaskPolicy(text.value(), scope, fields, Set.copyOf(dropped))));
    }
  }
}
