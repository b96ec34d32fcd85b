package dev.nines.slo.openslo;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.Optional;

/** Reads the {@code spec} of a document of kind {@code DataSource}: it must be a Prometheus. */
final class DataSourceDocument {
  private final Report report;

  DataSourceDocument(Report report) {
    this.report = report;
  }

  /** Its type; empty when something about it has been reported. */
  Optional<Text> read(Block spec) {
    spec.text("description");
    var type = spec.requiredText("type").filter(text -> isPrometheus(text, report));
    // Rules run in the Prometheus that loads them: an address here would promise another.
    spec.block("connectionDetails")
        .ifPresent(details -> {
          for (var name : details.names()) {
            details.refuse(
                name.value(),
                "Connection details are not implemented",
                "Remove them: rules run in the Prometheus that loads them");
          }
        });
    spec.close();
    return type;
  }

  static boolean isPrometheus(Text type, Report report) {
    if (type.value().equals("Prometheus")) {
      return true;
    }
    var fact = "Source type '" + Block.shorten(type.value()) + "' is not implemented";
    report.add(type.place(), fact, "Use Prometheus");
    return false;
  }
}
