package dev.nines.cli;

import dev.nines.cli.slo.RuleDiff;
import dev.nines.cli.slo.RuleDiff.Change;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Terminal;
import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says what changes in the rules between two versions of SLO files. */
@Command(
    name = "diff",
    description = {
      "Show which rules and alerts differ between two SLO files, or folders of such.",
      "Exit status 0 when none does, 1 when some do."
    })
final class DiffCommand implements Callable<Integer> {
  @ParentCommand private final SloCommand slo = new SloCommand();

  @Parameters(index = "0", paramLabel = "A", description = "The old file or folder.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "The new one.")
  private Path after = Path.of("");

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Terminal terminal = slo.terminal(json);
    return switch (compile(before)) {
      case Compilation.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
      case Compiled old ->
          switch (compile(after)) {
            case Compilation.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
            case Compiled renewed -> tell(RuleDiff.between(old, renewed), terminal);
          };
    };
  }

  private static Compilation compile(Path path) {
    return new SloCompiler(Options.defaults()).compile(SloFiles.read(List.of(path)));
  }

  private static int tell(List<Change> changes, Terminal terminal) {
    for (Change change : changes) {
      terminal.say(terminal.styled(Style.STRONG, change.rule()));
      change.removed().forEach(line -> terminal.say(terminal.styled(Style.BAD, "  - " + line)));
      change.added().forEach(line -> terminal.say(terminal.styled(Style.GOOD, "  + " + line)));
    }
    long added = changes.stream().filter(change -> change.removed().isEmpty()).count();
    long removed = changes.stream().filter(change -> change.added().isEmpty()).count();
    long changed = changes.size() - added - removed;
    terminal.say(
        changes.isEmpty()
            ? terminal.mark(true) + " No rule differs."
            : "%d rules are new, %d go, %d change.".formatted(added, removed, changed));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("valid", true);
    result.put("added", added);
    result.put("removed", removed);
    result.put("changed", changed);
    result.put("changes", changes);
    terminal.result(result);
    return changes.isEmpty() ? ExitStatus.OK : ExitStatus.NO;
  }
}
