package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What the commands on the stack share. */
abstract class StackCommand implements Callable<Integer> {
  @ParentCommand private final Nines nines = new Nines(System.getenv());

  @Option(
      names = "--json",
      description = "One JSON document on standard output; progress goes to standard error.")
  private boolean json;

  Settings settings() {
    return nines.settings();
  }

  Terminal terminal() {
    return nines.terminal(json);
  }

  /** The one that is up, also one that Compose alone brought up; the native one if none is. */
  Stack stack(Settings settings) {
    NativeStack processes = new NativeStack(settings);
    if (processes.running()) {
      return processes;
    }
    Optional<DockerStack> containers = DockerStack.found(settings);
    return containers.isPresent() ? containers.get() : processes;
  }
}
