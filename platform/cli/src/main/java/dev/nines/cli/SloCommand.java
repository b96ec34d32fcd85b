package dev.nines.cli;

import picocli.CommandLine.Command;

/** Not yet. */
@Command(name = "slo", description = "Not yet.")
final class SloCommand extends StackCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
