package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.tools.ToolFinder;
import dev.nines.cli.tools.Toolbox;
import dev.nines.slo.compiler.Note;
import dev.nines.slo.model.Problem;
import dev.nines.slo.openslo.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks and compiles SLO files. */
@Command(
    name = "slo",
    description = "Check SLO files, compile them into rules, and try these on incidents.",
    subcommands = {
      CheckCommand.class,
      CompileCommand.class,
      DiffCommand.class,
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

    boolean json() {
      return json;
    }

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
    return ToolFinder.standard(settings.environment(), settings.tools(), terminal::progress).find();
  }

  static int rejected(List<Problem> problems, Terminal terminal) {
    problems.forEach(problem -> terminal.progress(problem.toString()));
    terminal.result(
        Map.of("valid", false, "problems", problems.stream().map(Problem::toString).toList()));
    return ExitStatus.NO;
  }

  static List<String> texts(List<Note> notes) {
    return notes.stream().map(Note::toString).toList();
  }
}
