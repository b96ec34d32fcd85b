package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.slo.RepositoryFiles;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Terminal;
import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.yaml.AlertmanagerYaml;
import dev.nines.slo.compiler.yaml.GeneratedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Compiles SLO files into rules, their tests, and whatever else follows from them. */
@Command(
    name = "compile",
    description = {
      "Compile SLO files into rules and their tests.",
      "Without FILE and --out: all that the repository holds of them, dashboards and runbooks too."
    })
final class CompileCommand implements Callable<Integer> {
  @ParentCommand private final SloCommand slo = new SloCommand();
  @Mixin private final SloCommand.Input input = new SloCommand.Input();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write (default: alerting-rules/generated).")
  private Path out = Path.of("");

  @Option(
      names = "--all",
      description = {
        "The rest too: PrometheusRule objects, Mimir namespaces, Alertmanager's configuration,",
        "dashboards/ and runbooks/."
      })
  private boolean all;

  @Override
  public Integer call() throws IOException {
    Settings settings = slo.settings();
    Terminal terminal = slo.terminal(input.json());
    return switch (new SloCompiler(Options.defaults()).compile(input.sources(settings))) {
      case Compilation.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
      case Compiled compiled -> {
        write(compiled, settings, terminal);
        yield ExitStatus.OK;
      }
    };
  }

  private void write(Compiled compiled, Settings settings, Terminal terminal) throws IOException {
    boolean repository = input.ofServices() && out.toString().isEmpty();
    Path root = settings.root();
    Path folder = repository ? RepositoryFiles.rules(root) : folder(root);
    Map<Path, GeneratedFiles> written = new LinkedHashMap<>();
    if (repository) {
      written.putAll(RepositoryFiles.of(compiled, root));
    } else {
      written.put(folder, files(compiled, root, folder));
    }
    if (all) {
      written.compute(
          folder, (_, files) -> Objects.requireNonNull(files).and(GeneratedFiles.rulers(compiled)));
    }
    List<String> changed = new ArrayList<>();
    compiled.notes().forEach(note -> terminal.say("note: " + note));
    for (Map.Entry<Path, GeneratedFiles> place : written.entrySet()) {
      write(place.getKey(), place.getValue(), changed, terminal);
    }
    terminal.result(json(written, changed, folder, compiled));
  }

  private Path folder(Path root) {
    return out.toString().isEmpty() ? RepositoryFiles.rules(root) : out;
  }

  /** Of some files, or for another folder. */
  private GeneratedFiles files(Compiled compiled, Path root, Path folder) throws IOException {
    GeneratedFiles files = GeneratedFiles.of(compiled);
    // Alertmanager's configuration is the whole stack's: some files alone must not rewrite it.
    if (input.ofServices() && Files.exists(root.resolve("alerting-rules/alertmanager.yml"))) {
      files = RepositoryFiles.withAlertmanager(compiled, root);
    } else if (all) {
      files = RepositoryFiles.withAlertmanager(compiled, AlertmanagerYaml.MINIMAL);
    }
    return all
        ? files
            .and(GeneratedFiles.dashboards(compiled).under("dashboards"))
            .and(GeneratedFiles.runbooks(compiled, folder.resolve("runbooks")).under("runbooks"))
        : files;
  }

  private static void write(
      Path folder, GeneratedFiles files, List<String> changed, Terminal terminal)
      throws IOException {
    for (Map.Entry<String, String> file : files.contents().entrySet()) {
      Path path = folder.resolve(file.getKey());
      boolean same = Files.exists(path) && Files.readString(path).equals(file.getValue());
      if (!same) {
        changed.add(file.getKey());
      }
      terminal.say("  %-9s %s".formatted(same ? "same" : "changed", path));
    }
    files.write(folder);
  }

  private static Map<String, Object> json(
      Map<Path, GeneratedFiles> written, List<String> changed, Path folder, Compiled compiled) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("valid", true);
    json.put("folder", folder.toString());
    json.put(
        "files", written.values().stream().flatMap(f -> f.contents().keySet().stream()).toList());
    json.put("changed", changed);
    json.put("notes", SloCommand.texts(compiled.notes()));
    return json;
  }
}
