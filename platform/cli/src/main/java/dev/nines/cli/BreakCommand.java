package dev.nines.cli;

import picocli.CommandLine.Command;

/** Not yet. */
@Command(name = "break", description = "Not yet.")
final class BreakCommand extends StackCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
