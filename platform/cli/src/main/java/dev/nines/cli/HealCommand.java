package dev.nines.cli;

import picocli.CommandLine.Command;

/** Not yet. */
@Command(name = "heal", description = "Not yet.")
final class HealCommand extends StackCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
