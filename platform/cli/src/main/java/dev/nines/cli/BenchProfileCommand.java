package dev.nines.cli;

import dev.nines.cli.bench.PingContestant;
import dev.nines.cli.bench.PingRecording;
import dev.nines.cli.bench.PingRecording.Recorded;
import dev.nines.cli.profile.ServiceProfile;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What a request costs, and whose code spends it. */
@Command(
    name = "profile",
    description = {
      "Record gateway or order under the load of ./nines bench ping with Flight Recorder, and tell whose code spends the",
      "time and the memory of a request. Draws flame graphs: target/bench/SERVICE-cpu.svg and -allocation.svg.",
      "The recording itself, for JDK Mission Control, is target/bench/SERVICE.jfr."
    })
final class BenchProfileCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "gateway or order (default: order).")
  private String service = "order";

  @Mixin private final PingLoadOptions load = new PingLoadOptions();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PingContestant ours = BenchCommand.ours(service);
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    BenchCommand.needIdle(settings);
    Recorded recorded = new PingRecording(settings, load.plan(1), terminal).record(ours);
    try {
      ServiceProfile profile =
          ServiceProfile.read(ours.title(), recorded.file(), recorded.requests());
      tell(profile, terminal);
      for (Path picture : profile.draw(recorded.folder())) {
        terminal.progress("Drawn: " + picture);
      }
      terminal.result(profile.json());
    } catch (IOException e) {
      throw new Refusal("The recording %s is of no use: %s".formatted(recorded.file(), e), e);
    }
    return ExitStatus.OK;
  }

  private static void tell(ServiceProfile profile, Terminal terminal) {
    Table table = new Table("").row("whose code", "CPU", "allocation");
    for (ServiceProfile.Row row : profile.rows()) {
      table.row(
          row.origin(),
          profile.hasCpu() ? percent(row.cpu()) : "only on Linux",
          percent(row.allocation()));
    }
    BenchCommand.show(table, terminal);
    terminal.say(
        String.format(
            Locale.ROOT, "%.1f KiB allocated a request", profile.bytesPerRequest() / 1024));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%5.1f %%", PERCENT * share);
  }
}
