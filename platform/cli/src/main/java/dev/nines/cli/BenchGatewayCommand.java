package dev.nines.cli;

import dev.nines.cli.bench.GatewayCost;
import dev.nines.cli.bench.GatewayCost.Round;
import dev.nines.cli.bench.GatewayRow;
import dev.nines.cli.bench.SteadyPlan;
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

/** What a request pays for its way through the gateway. */
@Command(
    name = "gateway",
    description = {
      "Measure what the gateway adds to a request: order's ping at a steady rate, straight and through the gateway, in turn,",
      "sent by wrk. A native stack is brought up for it, and taken down again.",
      "Exit status 1 when requests failed meanwhile, since the figures say less then."
    })
final class BenchGatewayCommand implements Callable<Integer> {
  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Option(names = "--rate", paramLabel = "N", description = "Requests per second (default: 2000).")
  private double rate = 2000;

  @Mixin private final SteadyLoadOptions load = new SteadyLoadOptions();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    SteadyPlan plan = load.plan(rate);
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    BenchCommand.needIdle(settings);
    List<Round> all = new GatewayCost(settings, terminal).run(plan);
    GatewayRow row = GatewayRow.of(all);
    tell(row, terminal);
    terminal.result(Map.of("rate", rate, "rounds", all, "medians", row));
    return row.errors() == 0 ? ExitStatus.OK : ExitStatus.NO;
  }

  private static void tell(GatewayRow row, Terminal terminal) {
    Table table =
        new Table("")
            .row("", "P50", "P99", "")
            .row("straight to order", ms(row.straightP50Ms()), ms(row.straightP99Ms()), "")
            .row("through the gateway", ms(row.throughP50Ms()), ms(row.throughP99Ms()), "")
            .row(
                "added",
                ms(row.p50AddedMs()),
                ms(row.p99AddedMs()),
                String.format(
                    Locale.ROOT,
                    "at %,.0f requests/s; CPU a request: gateway %.0f µs, order %.0f µs",
                    row.rate(),
                    row.gatewayUs(),
                    row.orderUs()));
    BenchCommand.show(table, terminal);
    if (row.errors() > 0) {
      terminal.progress("%d requests failed, or took over 2 s.".formatted(row.errors()));
    }
  }

  private static String ms(double ms) {
    return String.format(Locale.ROOT, "%.2f ms", ms);
  }
}
