package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.ToolFinder;
import dev.nines.cli.tools.Toolbox;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Finds or fetches Prometheus and Alertmanager, and says where they are. */
@Command(
    name = "tools",
    hidden = true,
    description =
        "Find or fetch Prometheus and Alertmanager; print where, as lines for a shell's eval.")
final class ToolsCommand extends StackCommand {
  @Override
  public Integer call() {
    Settings settings = settings();
    Terminal terminal = terminal();
    Toolbox tools =
        ToolFinder.standard(settings.environment(), settings.tools(), terminal::progress).find();
    Map<String, String> files = new LinkedHashMap<>();
    for (Tool tool : Tool.values()) {
      files.put(tool.variable(), tools.file(tool).toAbsolutePath().toString());
    }
    files.forEach((variable, file) -> terminal.say(variable + "=" + quoted(file)));
    terminal.result(files);
    return ExitStatus.OK;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
