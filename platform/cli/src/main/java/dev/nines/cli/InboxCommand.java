package dev.nines.cli;

import picocli.CommandLine.Command;

/** Not yet. */
@Command(name = "inbox", description = "Not yet.")
final class InboxCommand extends StackCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
