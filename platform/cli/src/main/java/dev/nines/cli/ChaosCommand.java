package dev.nines.cli;

import dev.nines.cli.chaos.Chaos;
import dev.nines.cli.chaos.Finding;
import dev.nines.cli.chaos.KillPlan;
import dev.nines.cli.chaos.Outcome;
import dev.nines.cli.chaos.Recovery;
import dev.nines.cli.chaos.Tally;
import dev.nines.cli.chaos.Verdict;
import dev.nines.cli.chaos.Victim;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.stack.Service;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves that nothing acknowledged is lost. */
@Command(
    name = "chaos",
    description = {
      "Kill order, gateway and PostgreSQL (kill -9) under a load of orders, and count what became of each order.",
      "Clients send an order with an Idempotency-Key until they know; a reader follows the events.",
      "Exit status 0 when no order and no event is lost, no order is there twice, and everything came back."
    })
final class ChaosCommand extends StackCommand {
  private static final int SHOWN = 10;
  private static final int MOST_SEEDS = 1_000_000;
  private static final int LENGTH_OF_RUN = 8;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Decides what is killed and when; at random if it is not given.")
  private @Nullable Long seed;

  @Option(
      names = "--kills",
      defaultValue = "6",
      paramLabel = "COUNT",
      description = "Of each three, one is of each part (default: ${DEFAULT-VALUE}).")
  private int kills = 6;

  @Option(
      names = "--rate",
      defaultValue = "100",
      paramLabel = "PER_SECOND",
      description = "Orders per second, also while parts are away (default: ${DEFAULT-VALUE}).")
  private double rate = 100;

  @Option(
      names = "--timeout",
      defaultValue = "90s",
      paramLabel = "DURATION",
      description =
          "How long a part may be away, a client try, and events take (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration timeout = Duration.ofSeconds(90);

  @Override
  public Integer call() throws InterruptedException {
    if (kills < 1 || !(rate > 0) || timeout.isZero()) {
      throw new Refusal("--kills, --rate and --timeout must be above 0.");
    }
    Settings settings = settings();
    Terminal terminal = terminal();
    Stack stack = stack(settings);
    check(stack);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(MOST_SEEDS) : seed;
    terminal.progress(
        "%d kills under %.0f orders/s, seed %d (again: ./nines chaos --seed %d --kills %d)"
            .formatted(kills, rate, chosen, chosen, kills));
    Outcome outcome =
        new Chaos(
                stack,
                settings.url(Port.GATEWAY, ""),
                stack.key().token(claims()),
                UUID.randomUUID().toString().substring(0, LENGTH_OF_RUN),
                timeout,
                terminal)
            .run(chosen, kills, rate);
    show(outcome, terminal);
    terminal.result(json(outcome));
    return outcome.passed() ? ExitStatus.OK : ExitStatus.NO;
  }

  private static void check(Stack stack) {
    if (!stack.running()) {
      throw new Refusal("The stack is not up. Run ./nines up --native.");
    }
    if (stack instanceof DockerStack) {
      throw new Refusal(
          "Docker starts no container again that was killed on purpose. Take the native stack: ./nines down, then"
              + " ./nines up --native.");
    }
    if (!stack.faults().isEmpty()) {
      throw new Refusal("Something is broken on purpose already. Run ./nines heal.");
    }
    List<String> down = stack.services().stream().filter(s -> !s.up()).map(Service::name).toList();
    if (!down.isEmpty()) {
      throw new Refusal("Not healthy: " + String.join(", ", down) + ". See ./nines status.");
    }
  }

  private Claims claims() {
    Duration life =
        KillPlan.longest(kills).plus(timeout.multipliedBy(kills + 4L)).plus(Duration.ofHours(1));
    return new Claims(
        "chaos", Claims.AUDIENCE, List.of("orders:read", "orders:write"), Instant.now(), life);
  }

  private static void show(Outcome outcome, Terminal terminal) {
    recoveries(outcome, terminal).lines().forEach(terminal::say);
    terminal.say("");
    counts(outcome).lines().forEach(terminal::say);
    List<Finding> findings = outcome.verdict().findings();
    findings.stream()
        .limit(SHOWN)
        .map(ChaosCommand::line)
        .forEach(line -> terminal.say(terminal.styled(Style.BAD, line)));
    if (findings.size() > SHOWN) {
      terminal.say("  and " + (findings.size() - SHOWN) + " more");
    }
    if (!outcome.problem().isEmpty()) {
      terminal.say("  " + terminal.styled(Style.BAD, outcome.problem()));
    }
    terminal.say("");
    terminal.say(terminal.mark(outcome.passed()) + " " + headline(outcome));
  }

  private static String line(Finding finding) {
    String kind =
        switch (finding) {
          case Finding.Lost _ -> "lost";
          case Finding.Doubled _ -> "doubled";
          case Finding.EventLost _ -> "event lost";
        };
    return "  " + kind + ": " + finding.order() + " " + finding.fact();
  }

  private static String headline(Outcome outcome) {
    String after = " after " + Spell.duration(outcome.took());
    if (outcome.passed()) {
      return "Nothing lost, nothing doubled" + after;
    }
    return (outcome.recovered() ? "Failed" : "Not recovered") + after;
  }

  private static Table recoveries(Outcome outcome, Terminal terminal) {
    Table table =
        new Table("  ")
            .row(
                terminal.styled(Style.FAINT, "killed"),
                terminal.styled(Style.FAINT, "times"),
                terminal.styled(Style.FAINT, "orders again after, median"),
                terminal.styled(Style.FAINT, "max"));
    for (Victim victim : Victim.values()) {
      List<Duration> times = outcome.times(victim);
      if (!times.isEmpty()) {
        table.row(
            victim.part(),
            "" + times.size(),
            Spell.duration(median(times)),
            Spell.duration(times.getLast()));
      }
    }
    return table;
  }

  private static Table counts(Outcome outcome) {
    Verdict verdict = outcome.verdict();
    Tally tally = outcome.tally();
    return new Table("  ")
        .row("acknowledged", verdict.acknowledged() + " of " + tally.sent() + " orders sent")
        .row("cancelled", "" + verdict.cancelled())
        .row("unanswered", "" + tally.unanswered())
        .row("stored", "" + outcome.orders())
        .row("lost", "" + verdict.lost())
        .row("doubled", "" + verdict.doubled())
        .row(
            "events lost",
            verdict.eventsLost() + " (stream taken up again " + outcome.reconnects() + " times)");
  }

  // Of an even number the greater of the two in the middle: never better than it was.
  private static Duration median(List<Duration> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  private static Map<String, Object> json(Outcome outcome) {
    Verdict verdict = outcome.verdict();
    Tally tally = outcome.tally();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kills", outcome.recoveries().size());
    json.put("acknowledged", verdict.acknowledged());
    json.put("lost", verdict.lost());
    json.put("doubled", verdict.doubled());
    json.put("events_lost", verdict.eventsLost());
    json.put("recovered", outcome.recovered());
    json.put("passed", outcome.passed());
    json.put("seed", outcome.seed());
    json.put("sent", tally.sent());
    json.put("unanswered", tally.unanswered());
    json.put("refused", tally.refused());
    json.put("skipped", tally.skipped());
    json.put("cancelled", verdict.cancelled());
    json.put("stored", outcome.orders());
    json.put("reconnects", outcome.reconnects());
    json.put("events_repeated", outcome.repeated());
    json.put("problem", outcome.problem());
    json.put("recovery_s", recoveries(outcome));
    json.put("sequence", outcome.recoveries().stream().map(ChaosCommand::json).toList());
    json.put(
        "findings",
        outcome.verdict().findings().stream()
            .limit(SHOWN)
            .map(ChaosCommand::line)
            .map(String::strip)
            .toList());
    json.put("took_s", seconds(outcome.took()));
    return json;
  }

  private static Map<String, Object> recoveries(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Victim victim : Victim.values()) {
      List<Duration> times = outcome.times(victim);
      if (!times.isEmpty()) {
        json.put(
            victim.part(),
            Map.of("median", seconds(median(times)), "max", seconds(times.getLast())));
      }
    }
    return json;
  }

  private static Map<String, Object> json(Recovery recovery) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("part", recovery.victim().part());
    Duration took = recovery.took();
    if (took != null) {
      json.put("after_s", seconds(took));
    }
    return json;
  }

  private static double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 10.0) / 100.0;
  }
}
