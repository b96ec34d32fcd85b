package dev.nines.cli;

import dev.nines.cli.bench.CostRow;
import dev.nines.cli.bench.SteadyPlan;
import dev.nines.cli.bench.TelemetryCost;
import dev.nines.cli.bench.TelemetryCost.Round;
import dev.nines.cli.bench.Traffic;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What it costs a service to tell of itself. */
@Command(
    name = "telemetry",
    description = {
      "Measure what telemetry costs: CPU time and latency of gateway and order at a steady rate of requests, with metrics,",
      "traces and access logs off, on with a tenth of the traces kept, and on with all of them. Each has a native stack, one",
      "beside the other, all warmed up first, and asked in turn. Together they take some 3 GB of memory."
    })
final class BenchTelemetryCommand implements Callable<Integer> {
  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Option(
      names = "--traffic",
      paramLabel = "KIND",
      description = {
        "mixed: orders, reads, invalid requests (default); or ping: order's ping through the gateway, sent by wrk.",
        "Either at a fifth of the rate for the first half of the warm-up."
      })
  private Traffic traffic = Traffic.MIXED;

  @Option(names = "--rate", paramLabel = "N", description = "Requests per second (default: 500).")
  private double rate = 500;

  @Mixin private final SteadyLoadOptions load = new SteadyLoadOptions();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    SteadyPlan plan = load.plan(rate);
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    BenchCommand.needIdle(settings);
    List<Round> all = new TelemetryCost(settings, terminal).run(traffic, plan);
    List<CostRow> rows = CostRow.of(all);
    tell(rows, terminal);
    terminal.result(
        Map.of(
            "traffic",
            traffic.name().toLowerCase(Locale.ROOT),
            "rate",
            rate,
            "rounds",
            all,
            "rows",
            rows));
    return ExitStatus.OK;
  }

  private static void tell(List<CostRow> rows, Terminal terminal) {
    Table table =
        new Table("")
            .row(
                "telemetry",
                "CPU a request",
                "of off",
                "P50",
                "more than off",
                "P99",
                "more than off",
                "failed",
                "");
    for (CostRow row : rows) {
      table.row(
          row.level().title(),
          String.format(Locale.ROOT, "%.2f ms", row.cpuMs()),
          String.format(Locale.ROOT, "%+.0f %%", 100 * (row.cpuRatio() - 1)),
          String.format(Locale.ROOT, "%.1f ms", row.p50Ms()),
          String.format(Locale.ROOT, "%+.1f ms", row.p50MoreMs()),
          String.format(Locale.ROOT, "%.1f ms", row.p99Ms()),
          String.format(Locale.ROOT, "%+.1f ms", row.p99MoreMs()),
          String.format(Locale.ROOT, "%.2f %%", 100 * row.failed()),
          terminal.mark(row.withinLimits()));
    }
    BenchCommand.show(table, terminal);
    terminal.say(
        String.format(
            Locale.ROOT,
            "It may cost %.0f %% of CPU time and %.0f ms of P99.",
            100 * (CostRow.CPU_LIMIT - 1),
            CostRow.P99_LIMIT_MS));
  }
}
