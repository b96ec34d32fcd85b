package dev.nines.cli;

import dev.nines.cli.supervisor.Supervisor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the supervisor in the foreground; {@code up} starts it. */
@Command(name = "supervise", hidden = true, description = "Run the supervisor of a native stack.")
final class SuperviseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HOME", description = "The state folder, which has plan.json.")
  private final Path home = Path.of(".nines");

  @Override
  public Integer call() throws Exception {
    Supervisor.run(home);
    return 0;
  }
}
