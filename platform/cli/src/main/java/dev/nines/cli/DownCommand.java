package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Beside;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Takes the stack down. */
@Command(
    name = "down",
    description = {
      "End everything that belongs to the stack. Data and mails stay: of processes in NINES_HOME, as do their logs; of containers"
          + " in Docker's volumes, with what Loki has of their logs (docker compose down --volumes removes them)."
    })
final class DownCommand extends StackCommand {
  @Override
  public Integer call() {
    Settings settings = settings();
    Terminal terminal = terminal();
    Stack stack = stack(settings);
    if (stack.running()) {
      terminal.progress("Taking the " + stack.kind() + " stack down ...");
    }
    Stack.Down down = stack.down(terminal);
    if (stack instanceof DockerStack) {
      new NativeStack(settings).down(terminal);
    }
    down = down.and(new Beside(settings).down(terminal));
    terminal.say(headline(terminal, down));
    terminal.result(json(down));
    return ExitStatus.OK;
  }

  private static String headline(Terminal terminal, Stack.Down down) {
    if (!down.ended() && down.orphans() == 0) {
      return "The stack is not up; nothing to end.";
    }
    String orphans =
        down.orphans() == 0
            ? ""
            : " (" + down.orphans() + " processes that a killed supervisor had left)";
    return terminal.mark(true) + " Down after " + Spell.duration(down.took()) + orphans;
  }

  private static Map<String, Object> json(Stack.Down down) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ended", down.ended() || down.orphans() > 0);
    json.put("orphans", down.orphans());
    json.put("took_s", down.took().toMillis() / 1000.0);
    return json;
  }
}
