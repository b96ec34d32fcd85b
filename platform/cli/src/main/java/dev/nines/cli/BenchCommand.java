package dev.nines.cli;

import dev.nines.cli.bench.RuleBench;
import dev.nines.cli.bench.RuleBench.Row;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures side by side. */
@Command(
    name = "bench",
    description = "Measure Nines side by side with other ways to do the same.",
    subcommands = {BenchCommand.Rules.class})
final class BenchCommand implements Callable<Integer> {
  @ParentCommand private final Nines nines = new Nines(System.getenv());
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return ExitStatus.USAGE;
  }

  /** What rules cost, and how right they are. */
  @Command(
      name = "rules",
      description = {
        "Compare cost and accuracy of our rules with direct rules on raw series, and with averages of ratios,",
        "on 30 days of data in a real Prometheus."
      })
  static final class Rules implements Callable<Integer> {
    @ParentCommand private final BenchCommand bench = new BenchCommand();

    @Option(
        names = "--replicas",
        split = ",",
        paramLabel = "N",
        description = "How many replicas are scraped (default: 20,100).")
    private List<Integer> replicas = List.of(20, 100);

    @Option(names = "--days", paramLabel = "N", description = "How many days (default: 30).")
    private int days = 30;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      Settings settings = bench.nines.settings();
      Terminal terminal = bench.nines.terminal(json);
      RuleBench rules = new RuleBench(SloCommand.tools(settings, terminal), terminal::progress);
      List<Row> rows = new ArrayList<>();
      for (int count : replicas) {
        rows.addAll(rules.run(count, days));
      }
      tell(rows, terminal);
      terminal.result(Map.of("days", days, "rows", rows));
      return ExitStatus.OK;
    }

    private static void tell(List<Row> rows, Terminal terminal) {
      Table table =
          new Table("")
              .row(
                  "replicas",
                  "rules",
                  "samples read an hour",
                  "times ours",
                  "period's error ratio",
                  "off by, of the budget");
      for (Row row : rows) {
        long ours =
            rows.stream()
                .filter(other -> other.replicas() == row.replicas())
                .findFirst()
                .orElseThrow()
                .samplesPerHour();
        table.row(
            row.replicas() + "  " + row.name(),
            String.valueOf(row.rules()),
            String.format(Locale.ROOT, "%,d", row.samplesPerHour()),
            String.format(Locale.ROOT, "%.1f", (double) row.samplesPerHour() / ours),
            String.format(Locale.ROOT, "%.6f", row.errorRatio()),
            String.format(Locale.ROOT, "%.3f %%", 100 * row.deviation()));
      }
      List<String> lines = table.lines();
      terminal.say(terminal.styled(Style.STRONG, lines.getFirst()));
      lines.stream().skip(1).forEach(terminal::say);
    }
  }
}
