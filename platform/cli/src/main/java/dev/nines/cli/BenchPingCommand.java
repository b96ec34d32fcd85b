package dev.nines.cli;

import dev.nines.cli.bench.PingBench;
import dev.nines.cli.bench.PingContestant;
import dev.nines.cli.bench.PingPlan;
import dev.nines.cli.bench.PingReport;
import dev.nines.cli.bench.PingRow;
import dev.nines.cli.bench.PingRun;
import dev.nines.cli.bench.PingSvg;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
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
      "Each runs alone, under wrk; a peer that can't be had here is left out, and the reason told. Draws target/bench/ping.svg.",
      "Exit status 1 when connections to gateway or order failed meanwhile, since the figures say less then."
    })
final class BenchPingCommand implements Callable<Integer> {
  private static final List<ToDoubleFunction<PingRun>> FIGURES =
      List.of(PingRun::rps, PingRun::p99Ms, PingRun::cpuUs);

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
    return report.sound() ? ExitStatus.OK : ExitStatus.NO;
  }

  private static void draw(PingReport report, Path file) {
    try {
      Files.writeString(file, PingSvg.of(report));
    } catch (IOException e) {
      throw new Refusal("The picture can't be written to " + file + ": " + e, e);
    }
  }

  private static void tell(PingReport report, Terminal terminal) {
    List<PingRow> rows = report.rows();
    List<PingContestant> others =
        Stream.of(PingContestant.GO, PingContestant.WEBFLUX)
            .filter(other -> rows.stream().anyMatch(row -> row.contestant() == other))
            .toList();
    Table table = new Table("");
    List<String> heads =
        new ArrayList<>(List.of("server", "requests/s", "P50", "P99", "resident", "CPU a request"));
    for (PingContestant other : others) {
      heads.addAll(List.of("of " + other.title(), "its P99", "its CPU"));
    }
    heads.add("");
    table.row(heads);
    for (PingRow row : rows) {
      table.row(cells(row, others, report));
    }
    BenchCommand.show(table, terminal);
  }

  private static List<String> cells(PingRow row, List<PingContestant> others, PingReport report) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.contestant().title(),
                String.format(Locale.ROOT, "%,.0f", row.rps()),
                String.format(Locale.ROOT, "%.2f ms", row.p50Ms()),
                String.format(Locale.ROOT, "%.2f ms", row.p99Ms()),
                String.format(Locale.ROOT, "%.0f MB", row.rssMb()),
                String.format(Locale.ROOT, "%.1f µs", row.cpuUs())));
    for (PingContestant other : others) {
      for (ToDoubleFunction<PingRun> figure : FIGURES) {
        cells.add(
            report
                .ratio(row.contestant(), other, figure)
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElse("-"));
      }
    }
    cells.add(remarks(row, report));
    return cells;
  }

  private static String remarks(PingRow row, PingReport report) {
    List<String> remarks = new ArrayList<>();
    if (row.errors() > 0) {
      remarks.add("%d errors".formatted(row.errors()));
    }
    if (row.rounds() < report.rounds().size()) {
      remarks.add("in %d of %d rounds".formatted(row.rounds(), report.rounds().size()));
    }
    return String.join(", ", remarks);
  }
}
