package dev.nines.cli;

import dev.nines.cli.bench.PingContestant;
import dev.nines.cli.bench.StartupBench;
import dev.nines.cli.bench.StartupBench.Row;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** How long a service takes to its first answer. */
@Command(
    name = "startup",
    description = {
      "Measure how long gateway and order take from the start of their process to the first answer, and what they have in",
      "memory by then: as the executable jar, extracted, with an AOT cache from a training run, and, where there is",
      "GraalVM, as a native image. Each runs alone."
    })
final class BenchStartupCommand implements Callable<Integer> {
  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "gateway or order (default: both).")
  private @Nullable String service;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is started in each way (default: 5).")
  private int rounds = 5;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    List<PingContestant> services =
        service == null ? PingContestant.OURS : List.of(BenchCommand.ours(service));
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    BenchCommand.needIdle(settings);
    List<Row> rows = new StartupBench(settings, terminal).run(services, rounds);
    Table table = new Table("").row("service", "started as", "first answer", "resident");
    for (Row row : rows) {
      table.row(
          row.service().title(),
          row.variant().title(),
          String.format(Locale.ROOT, "%,.0f ms", row.firstAnswerMs()),
          String.format(Locale.ROOT, "%.0f MB", row.rssMb()));
    }
    BenchCommand.show(table, terminal);
    terminal.result(Map.of("rows", rows.stream().map(BenchStartupCommand::json).toList()));
    return ExitStatus.OK;
  }

  private static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("service", row.service().title());
    json.put("variant", row.variant().title());
    json.put("first_answer_ms", row.firstAnswerMs());
    json.put("rss_mb", row.rssMb());
    return json;
  }
}
