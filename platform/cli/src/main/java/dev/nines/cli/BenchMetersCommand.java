package dev.nines.cli;

import dev.nines.cli.bench.MeterBench;
import dev.nines.cli.bench.MeterRow;
import dev.nines.cli.bench.MeterRun;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Ways to count requests, under load. */
@Command(
    name = "meters",
    description = {
      "Measure what counting requests costs a bare Reactor Netty under wrk's load: not at all, with a lock and a map, with",
      "Micrometer's meters, and through a buffer of 1,024 events that another thread counts. The registry is scraped each",
      "second meanwhile. Exit status 1 when connections failed, since the figures say less then."
    })
final class BenchMetersCommand implements Callable<Integer> {
  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured (default: 5).")
  private int rounds = 5;

  @Mixin private final PingLoadOptions load = new PingLoadOptions();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    BenchCommand.needIdle(settings);
    List<List<MeterRun>> all = new MeterBench(settings, load.plan(rounds), terminal).run();
    List<MeterRow> rows = MeterRow.of(all);
    tell(rows, terminal);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("rounds", all.size());
    result.put("rows", rows);
    terminal.result(result);
    return rows.stream().allMatch(row -> row.errors() == 0) ? ExitStatus.OK : ExitStatus.NO;
  }

  private static void tell(List<MeterRow> rows, Terminal terminal) {
    Table table =
        new Table("")
            .row(
                "recorder",
                "requests/s",
                "of meters",
                "P50",
                "P99",
                "of meters",
                "CPU a request",
                "of meters",
                "collections",
                "paused",
                "dropped",
                "errors");
    for (MeterRow row : rows) {
      table.row(
          row.recorder().title(),
          String.format(Locale.ROOT, "%,.0f", row.rps()),
          String.format(Locale.ROOT, "%.3f", row.rpsRatio()),
          String.format(Locale.ROOT, "%.2f ms", row.p50Ms()),
          String.format(Locale.ROOT, "%.2f ms", row.p99Ms()),
          String.format(Locale.ROOT, "%.3f", row.p99Ratio()),
          String.format(Locale.ROOT, "%.2f µs", row.cpuUs()),
          String.format(Locale.ROOT, "%.3f", row.cpuRatio()),
          String.format(Locale.ROOT, "%.0f", row.collections()),
          String.format(Locale.ROOT, "%.0f ms", row.pauseMs()),
          "" + row.dropped(),
          "" + row.errors());
    }
    BenchCommand.show(table, terminal);
  }
}
