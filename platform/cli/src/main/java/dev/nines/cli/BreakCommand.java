package dev.nines.cli;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.faults.FaultKind;
import dev.nines.cli.follow.Follower;
import dev.nines.cli.follow.Incident;
import dev.nines.cli.inbox.InboxClient;
import dev.nines.cli.inbox.Mail;
import dev.nines.cli.load.LoadRun;
import dev.nines.cli.load.LoadToken;
import dev.nines.cli.load.Traffic;
import dev.nines.cli.prometheus.Alert;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks the stack on purpose. */
@Command(
    name = "break",
    description = {
      "Break something on purpose, until ./nines heal undoes it.",
      "  outage     freeze the order service (it hangs, and answers nothing)",
      "  errors     the order service fails a share of its requests",
      "  latency    the order service delays a share of its requests",
      "  database   stop PostgreSQL",
      "Without traffic no budget burns: where there is hardly any, 50 orders/s are sent for 10 minutes in the"
          + " background."
    })
final class BreakCommand extends StackCommand {
  private static final double ENOUGH = 5;
  private static final double RATE = 50;
  private static final Duration LOAD = Duration.ofMinutes(10);
  private static final Duration LOAD_PATIENCE = Duration.ofSeconds(40);

  @Parameters(
      index = "0",
      paramLabel = "FAULT",
      description = "One of ${COMPLETION-CANDIDATES}, in lower case.")
  private FaultKind kind = FaultKind.ERRORS;

  @Option(names = "--wait", description = "Follow what happens until the mail is in the inbox.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      paramLabel = "DURATION",
      description = "How long to wait (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration timeout = Duration.ofMinutes(5);

  @Option(
      names = "--share",
      defaultValue = "100%",
      paramLabel = "SHARE",
      description = "Of requests, for errors and latency (default: ${DEFAULT-VALUE}).",
      converter = ShareConverter.class)
  private double share = 1;

  @Option(
      names = "--delay",
      defaultValue = "500ms",
      paramLabel = "DURATION",
      description = "For latency (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration delay = Duration.ofMillis(500);

  @Option(names = "--no-load", description = "Send no load in the background.")
  private boolean noLoad;

  @Override
  public Integer call() {
    Settings settings = settings();
    Terminal terminal = terminal();
    Stack stack = stack(settings);
    if (!stack.running()) {
      throw new Refusal("The stack is not up. Run ./nines up.");
    }
    Prometheus prometheus = new Prometheus(settings.url(Port.PROMETHEUS, ""));
    if (!noLoad) {
      Traffic traffic =
          new Traffic(prometheus, settings.url(Port.GATEWAY_MANAGEMENT, "/actuator/prometheus"));
      ensureTraffic(stack, traffic, settings, terminal);
    }
    Fault fault = fault();
    Instant at = stack.breakBy(fault);
    Follower follower =
        new Follower(
            prometheus,
            new InboxClient(settings.url(Port.MAIL_UI, "")),
            terminal,
            Clock.systemUTC());
    follower.tell(at, at, "fault", fault.description());
    if (!wait) {
      terminal.say("Watch it: ./nines status --watch. Undo it: ./nines heal.");
      terminal.result(json(fault, at));
      return ExitStatus.OK;
    }
    return report(fault, follower.afterFault(at, timeout), terminal);
  }

  private Fault fault() {
    return new Fault(
        kind,
        kind.injected() ? share : 1,
        kind == FaultKind.LATENCY ? delay : Duration.ZERO,
        Instant.now());
  }

  private void ensureTraffic(Stack stack, Traffic traffic, Settings settings, Terminal terminal) {
    double rate = traffic.rate();
    if (rate >= ENOUGH) {
      return;
    }
    terminal.progress(
        "Hardly any traffic (%s): sending %.0f orders/s in the background for %d min, or until ./nines down."
            .formatted(Math.round(rate) + " requests/s", RATE, LOAD.toMinutes()));
    Path token = LoadToken.write(settings, stack.key(), LOAD);
    stack.startLoad(
        new LoadRun(settings, LoadRun.ORDERS, RATE, LOAD, settings.url(Port.GATEWAY, ""), token)
            .command(false));
    Instant end = Instant.now().plus(LOAD_PATIENCE);
    while (traffic.rate() < ENOUGH && Instant.now().isBefore(end)) {
      pause();
    }
    if (traffic.rate() < ENOUGH) {
      terminal.progress("  no load arrives at the gateway; see " + settings.log("load"));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  private int report(Fault fault, Incident incident, Terminal terminal) {
    boolean mailed = incident.mail() != null;
    if (!mailed) {
      terminal.progress(
          "No mail about a page came within "
              + Spell.duration(timeout)
              + ". What fires: ./nines status. A page that fired before this fault sends no new mail.");
    } else {
      terminal.say("Read it: ./nines inbox 1. Undo it: ./nines heal --wait.");
    }
    terminal.result(json(fault, incident));
    return mailed ? ExitStatus.OK : ExitStatus.NO;
  }

  private static Map<String, Object> json(Fault fault, Instant at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fault", fault.kind().word());
    json.put("share", fault.share());
    json.put("delay_ms", fault.delay().toMillis());
    json.put("at", at);
    return json;
  }

  private static Map<String, @Nullable Object> json(Fault fault, Incident incident) {
    Alert alert = incident.alert();
    Mail mail = incident.mail();
    Map<String, @Nullable Object> json = new LinkedHashMap<>(json(fault, incident.fault()));
    json.put("alert", alert == null ? null : alert.label("alertname"));
    json.put("slo", slo(alert, mail));
    json.put("firing_after_s", seconds(incident.firingAfter()));
    json.put("mailed_after_s", seconds(incident.mailedAfter()));
    json.put("subject", mail == null ? null : mail.subject());
    return json;
  }

  // Of all that fire, the mail tells of the one that inhibits the others.
  private static @Nullable String slo(@Nullable Alert alert, @Nullable Mail mail) {
    if (mail != null && !mail.slo().isEmpty()) {
      return mail.slo();
    }
    return alert == null ? null : alert.label("slo");
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : Double.valueOf(Math.round(duration.toMillis() / 100.0) / 10.0);
  }
}
