package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.tools.ToolFinder;
import dev.nines.cli.tools.Toolbox;
import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Note;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.yaml.GeneratedFiles;
import dev.nines.slo.model.Problem;
import dev.nines.slo.openslo.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks and compiles SLO files. */
@Command(
    name = "slo",
    description = "Check SLO files, or compile them into Prometheus rules.",
    subcommands = {
      SloCommand.Check.class,
      SloCommand.Compile.class,
      BacktestCommand.class,
      ProveCommand.class
    })
final class SloCommand implements Callable<Integer> {
  @ParentCommand private final Nines nines = new Nines(System.getenv());
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return ExitStatus.USAGE;
  }

  /** The files that a subcommand is about. */
  static final class Input {
    @Parameters(
        paramLabel = "FILE",
        description = "OpenSLO files, or folders of such; without any, those of all services.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    boolean ofServices() {
      return files.isEmpty();
    }

    List<Source> sources(Settings settings) {
      return SloFiles.read(files.isEmpty() ? SloFiles.ofServices(settings.root()) : files);
    }
  }

  Settings settings() {
    return nines.settings();
  }

  Terminal terminal(boolean json) {
    return nines.terminal(json);
  }

  static Toolbox tools(Settings settings, Terminal terminal) {
    return ToolFinder.standard(
            settings.environment(),
            List.of(settings.home().resolve("tools"), settings.root().resolve(".nines/tools")),
            terminal::progress)
        .find();
  }

  static int rejected(List<Problem> problems, Terminal terminal) {
    problems.forEach(problem -> terminal.progress(problem.toString()));
    terminal.result(
        Map.of("valid", false, "problems", problems.stream().map(Problem::toString).toList()));
    return ExitStatus.NO;
  }

  private static List<String> texts(List<Note> notes) {
    return notes.stream().map(Note::toString).toList();
  }

  /** Reads SLO files and compiles them, but writes nothing. */
  @Command(
      name = "check",
      description = "Check SLO files; tells every mistake as file:line:column: fact. fix.")
  static final class Check implements Callable<Integer> {
    @ParentCommand private final SloCommand slo = new SloCommand();
    @Mixin private final Input input = new Input();

    @Override
    public Integer call() {
      Settings settings = slo.nines.settings();
      Terminal terminal = slo.nines.terminal(input.json);
      return switch (new SloCompiler(Options.defaults()).compile(input.sources(settings))) {
        case Compilation.Rejected(var problems) -> rejected(problems, terminal);
        case Compilation.Compiled compiled -> {
          compiled.notes().forEach(note -> terminal.say("note: " + note));
          terminal.say(terminal.mark(true) + " No mistakes; services: " + services(compiled));
          terminal.result(
              Map.of("valid", true, "problems", List.of(), "notes", texts(compiled.notes())));
          yield ExitStatus.OK;
        }
      };
    }

    private static String services(Compilation.Compiled compiled) {
      return String.join(", ", compiled.services().stream().map(s -> s.service()).toList());
    }
  }

  /** Compiles SLO files into rules, tests of rules and Alertmanager's inhibitions. */
  @Command(
      name = "compile",
      description = {
        "Compile SLO files into rules and their tests; without FILE, all that alerting-rules/generated holds."
      })
  static final class Compile implements Callable<Integer> {
    @ParentCommand private final SloCommand slo = new SloCommand();
    @Mixin private final Input input = new Input();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "Where to write (default: alerting-rules/generated).")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
      Settings settings = slo.nines.settings();
      Terminal terminal = slo.nines.terminal(input.json);
      return switch (new SloCompiler(Options.defaults()).compile(input.sources(settings))) {
        case Compilation.Rejected(var problems) -> rejected(problems, terminal);
        case Compilation.Compiled compiled -> {
          write(compiled, settings, terminal);
          yield ExitStatus.OK;
        }
      };
    }

    private void write(Compilation.Compiled compiled, Settings settings, Terminal terminal)
        throws IOException {
      Path rules = settings.root().resolve("alerting-rules");
      Path folder = out.toString().isEmpty() ? rules.resolve("generated") : out;
      Path base = rules.resolve("alertmanager.yml");
      // Alertmanager's configuration is the whole stack's: some files alone must not rewrite it.
      GeneratedFiles files =
          input.ofServices() && Files.exists(base)
              ? GeneratedFiles.of(compiled, Files.readString(base))
              : GeneratedFiles.of(compiled);
      List<String> changed = changed(files, folder);
      files.write(folder);
      compiled.notes().forEach(note -> terminal.say("note: " + note));
      files
          .contents()
          .keySet()
          .forEach(name ->
              terminal.say(
                  "  %-9s %s"
                      .formatted(
                          changed.contains(name) ? "changed" : "same", folder.resolve(name))));
      terminal.result(json(files, changed, folder, compiled));
    }

    private static List<String> changed(GeneratedFiles files, Path folder) throws IOException {
      List<String> changed = new ArrayList<>();
      for (Map.Entry<String, String> file : files.contents().entrySet()) {
        Path old = folder.resolve(file.getKey());
        if (!Files.exists(old) || !Files.readString(old).equals(file.getValue())) {
          changed.add(file.getKey());
        }
      }
      return changed;
    }

    private static Map<String, Object> json(
        GeneratedFiles files, List<String> changed, Path folder, Compilation.Compiled compiled) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("valid", true);
      json.put("folder", folder.toString());
      json.put("files", files.contents().keySet());
      json.put("changed", changed);
      json.put("notes", texts(compiled.notes()));
      return json;
    }
  }
}
