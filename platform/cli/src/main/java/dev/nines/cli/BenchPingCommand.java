package dev.nines.cli;

import dev.nines.cli.bench.PingBench;
import dev.nines.cli.bench.PingContestant;
import dev.nines.cli.bench.PingPlan;
import dev.nines.cli.bench.PingReport;
import dev.nines.cli.bench.PingRow;
import dev.nines.cli.bench.PingSvg;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** How many requests a second, side by side with other servers. */
@Command(
    name = "ping",
    description = {
      "Measure how many GET /ping a second gateway and order answer, with all their telemetry on, and at what cost, side by",
      "side with Go's net/http, Express, Boot on Tomcat, Boot's WebFlux with the same telemetry, and a bare Reactor Netty.",
      "Each runs alone, under wrk; where Go or Node.js is missing, without it. Draws target/bench/ping.svg.",
      "Exit status 1 when connections failed meanwhile, since the figures say less then."
    })
final class BenchPingCommand implements Callable<Integer> {
  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured (default: 5).")
  private int rounds = 5;

  @Mixin private final PingLoadOptions load = new PingLoadOptions();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      converter = Titles.class,
      description =
          "Some of gateway, order, go, node, tomcat, webflux, netty; commas between (default: all).")
  private List<PingContestant> only = List.of(PingContestant.values());

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  /** Contestants by their titles. */
  static final class Titles implements ITypeConverter<PingContestant> {
    @Override
    public PingContestant convert(String text) {
      return PingContestant.titled(text.strip())
          .orElseThrow(() ->
              new TypeConversionException(
                  "'%s' is no contestant. Give some of %s."
                      .formatted(text, PingContestant.titles())));
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    PingPlan plan = load.plan(rounds);
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    BenchCommand.needIdle(settings);
    PingBench ping = new PingBench(settings, plan, terminal);
    PingReport report = ping.run(only.stream().distinct().sorted().toList());
    Path picture = ping.folder().resolve("ping.svg");
    draw(report, picture);
    tell(report, terminal);
    terminal.progress("Drawn: " + picture);
    terminal.result(report.json());
    return report.rows().stream().allMatch(row -> row.errors() == 0)
        ? ExitStatus.OK
        : ExitStatus.NO;
  }

  private static void draw(PingReport report, Path file) {
    try {
      Files.writeString(file, PingSvg.of(report));
    } catch (IOException e) {
      throw new Refusal("The picture can't be written to " + file + ": " + e, e);
    }
  }

  private static void tell(PingReport report, Terminal terminal) {
    Table table =
        new Table("")
            .row("server", "requests/s", "P50", "P99", "resident", "CPU a request", "of go", "");
    for (PingRow row : report.rows()) {
      table.row(
          row.contestant().title(),
          String.format(Locale.ROOT, "%,.0f", row.rps()),
          String.format(Locale.ROOT, "%.2f ms", row.p50Ms()),
          String.format(Locale.ROOT, "%.2f ms", row.p99Ms()),
          String.format(Locale.ROOT, "%.0f MB", row.rssMb()),
          String.format(Locale.ROOT, "%.1f µs", row.cpuUs()),
          report
              .ratio(row.contestant(), PingContestant.GO)
              .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
              .orElse("-"),
          row.errors() == 0 ? "" : "%d connections failed".formatted(row.errors()));
    }
    BenchCommand.show(table, terminal);
  }
}
