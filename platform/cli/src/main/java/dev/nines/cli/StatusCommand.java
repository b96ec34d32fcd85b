package dev.nines.cli;

import picocli.CommandLine.Command;

/** Not yet. */
@Command(name = "status", description = "Not yet.")
final class StatusCommand extends StackCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
