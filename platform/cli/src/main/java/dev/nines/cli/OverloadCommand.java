package dev.nines.cli;

import dev.nines.cli.overload.Outcome;
import dev.nines.cli.overload.Overload;
import dev.nines.cli.overload.Sample;
import dev.nines.cli.overload.Sender;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what becomes of a stack that gets more than it can bear. */
@Command(
    name = "overload",
    description = {
      "Send a multiple of what the stack bears, and watch: those requests that are let in, memory, recovery.",
      "What it bears is found out first: 99.9 %% of orders done, 95 %% of them within 200 ms.",
      "Exit status 0 when the P99 of those let in is below 500 ms, memory grows by a quarter at most, and all is"
          + " well within 10 s."
    })
final class OverloadCommand extends StackCommand {
  private static final double KILOBYTES = 1024;
  private static final double MILLIS = 1000;

  @Option(
      names = "--sustainable",
      paramLabel = "PER_SECOND",
      description = "Orders per second that it bears; found out if it is not given.")
  private @Nullable Double sustainable;

  @Option(
      names = "--factor",
      defaultValue = "5",
      paramLabel = "NUMBER",
      description = "How many times as much is sent (default: ${DEFAULT-VALUE}).")
  private double factor = 5;

  @Option(
      names = "--duration",
      defaultValue = "2m",
      paramLabel = "DURATION",
      description = "For how long (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration duration = Duration.ofMinutes(2);

  @Override
  public Integer call() throws InterruptedException {
    if (!(factor > 0) || duration.isZero() || (sustainable != null && !(sustainable > 0))) {
      throw new Refusal("--sustainable, --factor and --duration must be above 0.");
    }
    Settings settings = settings();
    Terminal terminal = terminal();
    Stack stack = stack(settings);
    if (!stack.running()) {
      throw new Refusal("The stack is not up. Run ./nines up.");
    }
    Claims claims =
        new Claims(
            "overload",
            Claims.AUDIENCE,
            List.of("orders:write"),
            Instant.now(),
            duration.plus(Duration.ofHours(1)));
    try (Sender sender = new Sender(settings.url(Port.GATEWAY, ""), stack.key().token(claims))) {
      Outcome outcome =
          new Overload(sender, stack, terminal)
              .run(Optional.ofNullable(sustainable), factor, duration);
      show(outcome, terminal);
      terminal.result(json(outcome));
      return outcome.passed() ? ExitStatus.OK : ExitStatus.NO;
    }
  }

  private static void show(Outcome outcome, Terminal terminal) {
    Sample load = outcome.overload();
    Table table =
        new Table("  ")
            .row("borne", number("%.0f orders/s", outcome.sustainable()))
            .row("sent", number("%.0f orders/s, ", load.rate()) + load.sent() + " in all")
            .row("let in", load.admitted() + "")
            .row("shed", load.shed() + "")
            .row("failed", load.failed() + "")
            .row("not sent, too many under way", load.skipped() + "");
    table.lines().forEach(terminal::say);
    terminal.say("");
    terminal.say(
        terminal.mark(outcome.isFast())
            + number(" P99 of those let in: %.0f ms, below 500 ms", load.p99Ms()));
    outcome
        .before()
        .forEach((name, before) ->
            terminal.say(
                terminal.mark(outcome.isFlat())
                    + " memory of %s: %.0f MB before, %.0f MB at most"
                        .formatted(
                            name,
                            before / KILOBYTES,
                            outcome.most().getOrDefault(name, 0L) / KILOBYTES)));
    terminal.say(
        terminal.mark(outcome.isRecovered())
            + outcome
                .recovery()
                .map(took -> number(" well again after %.1f s, within 10 s", seconds(took)))
                .orElse(" not well again"));
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }

  private static Map<String, Object> json(Outcome outcome) {
    Sample load = outcome.overload();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", outcome.passed());
    json.put("sustainable", outcome.sustainable());
    json.put("rate", load.rate());
    json.put("sent", load.sent());
    json.put("admitted", load.admitted());
    json.put("shed", load.shed());
    json.put("failed", load.failed());
    json.put("skipped", load.skipped());
    json.put("p50_ms", load.p50Ms());
    json.put("p95_ms", load.p95Ms());
    json.put("p99_ms", load.p99Ms());
    json.put("memory_before_kb", new TreeMap<>(outcome.before()));
    json.put("memory_most_kb", new TreeMap<>(outcome.most()));
    json.put("recovered_s", outcome.recovery().map(OverloadCommand::seconds).orElse(null));
    return json;
  }
}
