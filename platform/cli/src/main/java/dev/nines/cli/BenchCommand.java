package dev.nines.cli;

import dev.nines.cli.bench.ImageBench;
import dev.nines.cli.bench.PingContestant;
import dev.nines.cli.bench.RuleBench;
import dev.nines.cli.bench.RuleBench.Row;
import dev.nines.cli.load.LoadRun;
import dev.nines.cli.load.LoadToken;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Beside;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    subcommands = {
      BenchCommand.Rules.class,
      BenchCommand.Images.class,
      BenchTelemetryCommand.class,
      BenchGatewayCommand.class,
      BenchPingCommand.class,
      BenchMetersCommand.class,
      BenchProfileCommand.class,
      BenchStartupCommand.class,
      BenchOrdersCommand.class
    })
final class BenchCommand implements Callable<Integer> {
  @ParentCommand private final Nines nines = new Nines(System.getenv());
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return ExitStatus.USAGE;
  }

  Settings settings() {
    return nines.settings();
  }

  Terminal terminal(boolean json) {
    return nines.terminal(json);
  }

  /**
   * The service of ours that is called so.
   *
   * @throws Refusal if none is
   */
  static PingContestant ours(String title) {
    return PingContestant.titled(title)
        .filter(PingContestant.OURS::contains)
        .orElseThrow(() ->
            new Refusal("'%s' is no service of ours. Give gateway or order.".formatted(title)));
  }

  /**
   * What is measured alone needs the machine to itself.
   *
   * @throws Refusal if the native stack is up
   */
  static void needIdle(Settings settings) {
    if (new NativeStack(settings).running() || new Beside(settings).running()) {
      throw new Refusal(
          "The stack is up, and would have its share of the machine. Run ./nines down.");
    }
  }

  static void show(Table table, Terminal terminal) {
    List<String> lines = table.lines();
    terminal.say(terminal.styled(Style.STRONG, lines.getFirst()));
    lines.stream().skip(1).forEach(terminal::say);
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
      Settings settings = bench.settings();
      Terminal terminal = bench.terminal(json);
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
      show(table, terminal);
    }
  }

  /** What the services' images weigh, and their containers take. */
  @Command(
      name = "images",
      description = {
        "Measure the services' images in the stack that ./nines up --docker has brought up: their size, the time from a",
        "container's start until it is ready (the median of some restarts), and resident memory under load."
      })
  static final class Images implements Callable<Integer> {
    @ParentCommand private final BenchCommand bench = new BenchCommand();

    @Option(
        names = "--rounds",
        paramLabel = "N",
        description = "How often each is started (default: 5).")
    private int rounds = 5;

    @Option(
        names = "--rate",
        paramLabel = "N",
        description = "Orders per second meanwhile (default: 50).")
    private double rate = 50;

    @Option(
        names = "--duration",
        paramLabel = "T",
        converter = DurationConverter.class,
        description = "How long the load lasts (default: 30s).")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
      if (rounds < 1) {
        throw new Refusal("--rounds must be at least 1, was: " + rounds + ".");
      }
      Settings settings = bench.settings();
      Terminal terminal = bench.terminal(json);
      DockerStack stack =
          DockerStack.found(settings)
              .orElseThrow(() ->
                  new Refusal(
                      "The stack in containers is not up. Run ./nines up --docker --core."));
      Path token = LoadToken.write(settings, stack.key(), duration);
      LoadRun load =
          new LoadRun(
              settings, LoadRun.ORDERS, rate, duration, settings.url(Port.GATEWAY, ""), token);
      List<ImageBench.Row> rows = new ImageBench(settings, terminal).run(rounds, load);
      tell(rows, terminal);
      terminal.result(Map.of("rounds", rounds, "rate", rate, "rows", rows));
      return ExitStatus.OK;
    }

    private static void tell(List<ImageBench.Row> rows, Terminal terminal) {
      Table table =
          new Table("")
              .row(
                  "service",
                  "image",
                  "until its first answer",
                  "until it is ready",
                  "resident",
                  "docker stats");
      for (ImageBench.Row row : rows) {
        table.row(
            row.name(),
            String.format(Locale.ROOT, "%.0f MB", row.sizeMb()),
            String.format(Locale.ROOT, "%.2f s", row.firstAnswerMs() / 1000.0),
            String.format(Locale.ROOT, "%.2f s", row.readyMs() / 1000.0),
            String.format(Locale.ROOT, "%.0f MB", row.residentMb()),
            String.format(Locale.ROOT, "%.0f MB", row.usedMb()));
      }
      show(table, terminal);
    }
  }
}
