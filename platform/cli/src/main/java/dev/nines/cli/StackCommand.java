package dev.nines.cli;

import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.DevelopmentKey;
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

  /** The one that is up; the native one if none is. */
  Stack stack(Settings settings) {
    Stack docker = new DockerStack(settings, false);
    return docker.running() ? docker : new NativeStack(settings);
  }

  /** What signs tokens for the stack that is up, also for one that Compose alone brought up. */
  DevelopmentKey key(Settings settings) {
    Stack stack = stack(settings);
    boolean byHand = !stack.running() && !PortProbe.free(settings.port(Port.GATEWAY));
    DockerStack docker = new DockerStack(settings, false);
    return byHand && docker.up() ? docker.key() : stack.key();
  }
}
