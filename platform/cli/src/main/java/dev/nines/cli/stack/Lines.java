package dev.nines.cli.stack;

import dev.nines.cli.supervisor.PartState;
import dev.nines.cli.supervisor.Phase;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Terminal;
import java.time.Duration;

/** The lines that tell what happens while the stack comes up or goes down. */
final class Lines {
  private Lines() {}

  static void prepared(Terminal terminal, String what, Duration took) {
    terminal.progress(line(terminal, true, what, "ready", Spell.duration(took)));
  }

  static void part(Terminal terminal, PartState part) {
    Duration took = part.took();
    switch (part.phase()) {
      case HEALTHY ->
          terminal.progress(
              line(
                  terminal,
                  true,
                  part.name(),
                  "healthy",
                  took == null ? "" : Spell.duration(took)));
      case RESTARTING, UNHEALTHY ->
          terminal.progress(line(terminal, false, part.name(), part.phase().word(), part.detail()));
      case FROZEN, STOPPED ->
          terminal.progress(line(terminal, false, part.name(), part.phase().word(), part.detail()));
      case WAITING, STARTING, ENDED -> {}
    }
  }

  static String now(Terminal terminal, PartState part) {
    boolean good = part.phase() == Phase.HEALTHY;
    String dots = terminal.styled(Style.FAINT, "..");
    return "  %s %-18s%s %s"
        .formatted(
            good ? terminal.mark(true) : dots, part.name(), part.phase().word(), part.detail())
        .stripTrailing();
  }

  private static String line(
      Terminal terminal, boolean good, String name, String phase, String rest) {
    return "  %s %-18s%-10s%s"
        .formatted(terminal.mark(good), name, phase, terminal.styled(Style.FAINT, rest))
        .stripTrailing();
  }
}
