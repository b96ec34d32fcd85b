package dev.nines.cli;

import picocli.CommandLine.Command;

/** Not yet. */
@Command(name = "load", description = "Not yet.")
final class LoadCommand extends StackCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
