package dev.nines.cli.slo;

import dev.nines.cli.terminal.Refusal;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.yaml.GeneratedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a checkout holds of its SLOs, beside the files themselves. */
public final class RepositoryFiles {
  private RepositoryFiles() {}

  /** Where rules, their tests and Alertmanager's configuration are. */
  public static Path rules(Path root) {
    return root.resolve("alerting-rules/generated");
  }

  /**
   * All of it, by folder: rules first, then dashboards and runbooks.
   *
   * @throws Refusal if Alertmanager's hand-written configuration can't be joined with it
   */
  public static Map<Path, GeneratedFiles> of(Compiled compiled, Path root) {
    try {
      Path runbooks = root.resolve("docs/runbooks");
      Map<Path, GeneratedFiles> files = new LinkedHashMap<>();
      files.put(rules(root), withAlertmanager(compiled, root));
      files.put(root.resolve("grafana/dashboards/generated"), GeneratedFiles.dashboards(compiled));
      files.put(runbooks, GeneratedFiles.runbooks(compiled, runbooks));
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules with the whole stack's Alertmanager configuration. */
  public static GeneratedFiles withAlertmanager(Compiled compiled, Path root) throws IOException {
    return withAlertmanager(
        compiled, Files.readString(root.resolve("alerting-rules/alertmanager.yml")));
  }

  /** The rules with a configuration of Alertmanager on that base. */
  public static GeneratedFiles withAlertmanager(Compiled compiled, String base) {
    try {
      return GeneratedFiles.of(compiled, base);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "alerting-rules/alertmanager.yml can't be joined with what is compiled: "
              + e.getMessage(),
          e);
    }
  }
}
