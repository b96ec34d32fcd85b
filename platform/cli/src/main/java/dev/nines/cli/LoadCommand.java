package dev.nines.cli;

import dev.nines.cli.load.LoadRun;
import dev.nines.cli.load.LoadTest;
import dev.nines.cli.load.LoadToken;
import dev.nines.cli.load.Verdict;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts load on the stack and judges it by its SLOs. */
@Command(
    name = "load",
    description = {
      "Send realistic orders through the gateway and judge the answers by the SLO files; or run the simulation that"
          + " another service brings, against that service.",
      "Exit status 0 when every gate holds, 1 when one does not."
    })
final class LoadCommand extends StackCommand {
  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "One that ./nines new has made; without it, orders through the gateway.")
  private String service = "";

  @Option(
      names = "--rate",
      defaultValue = "50",
      paramLabel = "PER_SECOND",
      description = "New customers per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--duration",
      defaultValue = "1m",
      paramLabel = "DURATION",
      description = "For how long (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration duration = Duration.ofMinutes(1);

  @Option(
      names = "--warm-up",
      defaultValue = "15s",
      paramLabel = "DURATION",
      description = {
        "For how long a gentler load goes before the one that is judged, so that it is not the JVM's",
        "first requests that are (default: ${DEFAULT-VALUE}; 0s for none)."
      },
      converter = DurationConverter.class)
  private Duration warmUp = Duration.ofSeconds(15);

  @Override
  public Integer call() {
    Settings settings = settings();
    Terminal terminal = terminal();
    if (!(rate > 0) || duration.isZero()) {
      throw new Refusal("--rate and --duration must be above 0.");
    }
    LoadRun run = service.isEmpty() ? orders(settings) : ofService(settings);
    warmUp(run, terminal);
    terminal.progress(
        "%s customers/s for %d s at %s"
            .formatted(number(rate), duration.toSeconds(), run.target()));
    Verdict verdict = new LoadTest(terminal).run(run, settings);
    show(verdict, terminal);
    terminal.result(json(verdict));
    return verdict.passed() ? ExitStatus.OK : ExitStatus.NO;
  }

  private LoadRun orders(Settings settings) {
    refuseUnlessListening("the gateway", settings.port(Port.GATEWAY));
    Path token = LoadToken.write(settings, stack(settings).key(), warmUp.plus(duration));
    return new LoadRun(
        settings, LoadRun.ORDERS, rate, duration, settings.url(Port.GATEWAY, ""), token);
  }

  private LoadRun ofService(Settings settings) {
    LocalService chosen =
        settings.services().stream()
            .filter(each -> each.name().equals(service) && !each.simulation().isEmpty())
            .findFirst()
            .orElseThrow(() ->
                new Refusal(
                    "--service: no simulation of '%s' is known. Name one in services/%s/nines.yaml."
                        .formatted(service, service)));
    refuseUnlessListening(chosen.name(), chosen.port());
    Path token =
        LoadToken.write(settings, stack(settings).key(), chosen.scopes(), warmUp.plus(duration));
    return new LoadRun(
        settings, chosen.simulation(), rate, duration, settings.url(chosen, ""), token);
  }

  private static void refuseUnlessListening(String who, int port) {
    if (PortProbe.free(port)) {
      throw new Refusal("Nothing listens on %s's port %d. Run ./nines up.".formatted(who, port));
    }
  }

  private void warmUp(LoadRun run, Terminal terminal) {
    if (warmUp.isZero()) {
      return;
    }
    terminal.progress("Warming up for %d s".formatted(warmUp.toSeconds()));
    new LoadTest(terminal).run(run.warmUp(warmUp), run.settings());
  }

  private static void show(Verdict verdict, Terminal terminal) {
    Table table =
        new Table("  ")
            .row(
                faint(terminal, ""),
                faint(terminal, "gate"),
                faint(terminal, "limit"),
                faint(terminal, "measured"));
    for (Verdict.Gate gate : verdict.gates()) {
      table.row(terminal.mark(gate.passed()), gate.gate(), gate.limit(), gate.measured());
    }
    table.lines().forEach(terminal::say);
    terminal.say("");
    terminal.say(
        "%s %s: %d requests, %d failed"
            .formatted(
                terminal.mark(verdict.passed()),
                verdict.passed() ? "Passed" : "Failed",
                verdict.requests(),
                verdict.failed()));
    if (!verdict.report().isEmpty()) {
      terminal.say(faint(terminal, "  Charts: " + verdict.report()));
    }
  }

  private static String faint(Terminal terminal, String text) {
    return text.isEmpty() ? text : terminal.styled(Style.FAINT, text);
  }

  private static String number(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  private Map<String, Object> json(Verdict verdict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", verdict.passed());
    json.put("rate", rate);
    json.put("duration_s", duration.toSeconds());
    json.put("requests", verdict.requests());
    json.put("failed", verdict.failed());
    json.put("gates", verdict.gates());
    json.put("report", verdict.report());
    return json;
  }
}
