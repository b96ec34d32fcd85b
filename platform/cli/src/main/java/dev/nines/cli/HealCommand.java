package dev.nines.cli;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.follow.Follower;
import dev.nines.cli.inbox.InboxClient;
import dev.nines.cli.inbox.Mail;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes every fault. */
@Command(name = "heal", description = "Undo everything that was broken on purpose.")
final class HealCommand extends StackCommand {
  @Option(names = "--wait", description = "Wait for the mails that say that all is well again.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "10m",
      paramLabel = "DURATION",
      description = "How long to wait (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration timeout = Duration.ofMinutes(10);

  @Override
  public Integer call() {
    Settings settings = settings();
    Terminal terminal = terminal();
    Stack stack = stack(settings);
    Follower follower =
        new Follower(
            new Prometheus(settings.url(Port.PROMETHEUS, "")),
            new InboxClient(settings.url(Port.MAIL_UI, "")),
            terminal,
            Clock.systemUTC());
    boolean mailExpected = wait && stack.running() && follower.burning();
    Instant start = Instant.now();
    List<Fault> healed = stack.heal();
    tell(healed, follower, start, terminal);
    Mail mail = mailExpected ? follower.afterHealing(start, timeout) : null;
    Duration after = mail == null ? null : Duration.between(start, mail.time());
    boolean late = mailExpected && mail == null && follower.burning();
    conclude(late, mail != null, terminal);
    terminal.result(json(healed, start, after));
    return late ? ExitStatus.NO : ExitStatus.OK;
  }

  private static void tell(
      List<Fault> healed, Follower follower, Instant start, Terminal terminal) {
    if (healed.isEmpty()) {
      terminal.say("Nothing is broken on purpose.");
    }
    healed.forEach(fault -> follower.tell(start, Instant.now(), "healed", fault.kind().word()));
  }

  private void conclude(boolean late, boolean mailed, Terminal terminal) {
    if (late) {
      terminal.progress(
          "Not all resolved mails came within "
              + Spell.duration(timeout)
              + ". What still fires: ./nines status.");
    } else if (wait && !mailed) {
      terminal.say("No page fires and none was mailed: there is no mail to wait for.");
    }
  }

  private static Map<String, @Nullable Object> json(
      List<Fault> healed, Instant at, @Nullable Duration after) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("healed", healed.stream().map(fault -> fault.kind().word()).toList());
    json.put("at", at);
    json.put(
        "resolved_after_s",
        after == null ? null : Double.valueOf(Math.round(after.toMillis() / 100.0) / 10.0));
    return json;
  }
}
