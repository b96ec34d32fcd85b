package dev.nines.cli;

import dev.nines.cli.terminal.Refusal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stands in the help for what the launcher does by itself. */
@Command(
    name = "test",
    description =
        "Build everything and prove it: all tests, also end to end; or those of one service.")
final class TestCommand implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "One JSON object with the counts, last on standard output.")
  private boolean json;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "Only the tests of services/NAME; what it stands on is built, not tested.")
  private String service = "";

  @Parameters(paramLabel = "ARGUMENT", description = "Passed on to Maven.")
  private final List<String> arguments = List.of();

  @Override
  public Integer call() {
    throw new Refusal(
        "The launcher runs the tests: ./nines test "
            + (json ? "--json " : "")
            + (service.isEmpty() ? "" : "--service " + service + " ")
            + String.join(" ", arguments));
  }
}
