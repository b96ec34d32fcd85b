package dev.nines.cli;

import dev.nines.cli.overload.Ceiling;
import dev.nines.cli.overload.Sample;
import dev.nines.cli.overload.Sender;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** How many orders a second the whole stack bears. */
@Command(
    name = "orders",
    description = {
      "Find the highest rate of orders, through the gateway and into PostgreSQL, at which the order service's SLOs hold:",
      "99.9 %% of them done, 95 %% within 200 ms. The native stack must be up; whoever sends shares its machine."
    })
final class BenchOrdersCommand implements Callable<Integer> {
  private static final double WARM_UP_RATE = 60;

  @ParentCommand private final BenchCommand bench = new BenchCommand();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often it is looked for (default: 3).")
  private int rounds = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "T",
      converter = DurationConverter.class,
      description = "Orders at a gentle rate before (default: 60s).")
  private Duration warmUp = Duration.ofSeconds(60);

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (rounds < 1) {
      throw new Refusal("--rounds must be at least 1.");
    }
    Settings settings = bench.settings();
    Terminal terminal = bench.terminal(json);
    Stack stack = new NativeStack(settings);
    if (!stack.running()) {
      throw new Refusal("The native stack is not up. Run ./nines up --native.");
    }
    Claims claims =
        new Claims(
            "bench",
            Claims.AUDIENCE,
            List.of("orders:write"),
            Instant.now(),
            warmUp.plus(Duration.ofHours(1)));
    List<Sample> found = new ArrayList<>();
    try (Sender sender = new Sender(settings.url(Port.GATEWAY, ""), stack.key().token(claims))) {
      terminal.progress("Warming up for %d s".formatted(warmUp.toSeconds()));
      sender.send(WARM_UP_RATE, warmUp);
      for (int round = 1; round <= rounds; round++) {
        terminal.progress("Round %d of %d".formatted(round, rounds));
        found.add(new Ceiling(sender, terminal).closely());
      }
    }
    found.sort(Comparator.comparingDouble(Sample::rate));
    show(found, terminal);
    terminal.result(json(found));
    return ExitStatus.OK;
  }

  private static Sample median(List<Sample> sorted) {
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static void show(List<Sample> sorted, Terminal terminal) {
    Sample median = median(sorted);
    Table table =
        new Table("")
            .row("orders/s", "P50", "P95", "P99", "of all rounds")
            .row(
                number("%.0f", median.rate()),
                number("%.1f ms", median.p50Ms()),
                number("%.1f ms", median.p95Ms()),
                number("%.1f ms", median.p99Ms()),
                number("%.0f", sorted.getFirst().rate())
                    + number(" to %.0f", sorted.getLast().rate()));
    BenchCommand.show(table, terminal);
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static Map<String, Object> json(List<Sample> sorted) {
    Sample median = median(sorted);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("orders_per_second", median.rate());
    json.put("p50_ms", median.p50Ms());
    json.put("p95_ms", median.p95Ms());
    json.put("p99_ms", median.p99Ms());
    json.put("rounds", sorted.stream().map(Sample::rate).toList());
    return json;
  }
}
