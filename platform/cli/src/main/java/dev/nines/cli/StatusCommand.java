package dev.nines.cli;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.Service;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.status.SloReport;
import dev.nines.cli.status.SloStatus;
import dev.nines.cli.status.StatusView;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the services and their SLOs. */
@Command(
    name = "status",
    description = {
      "Show the services and, for each SLO: objective, SLI, the budget that is left (in percent, and as time of total"
          + " outage), the share of the period that was measured, burn rates, and what fires.",
      "Exit status 1 when a service is down, a page fires or Prometheus does not answer."
    })
final class StatusCommand extends StackCommand {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @Option(
      names = {"-w", "--watch"},
      description = "Keep showing it, until ctrl-C.")
  private boolean watch;

  /** All of it at one instant; an empty problem means that Prometheus answered. */
  private record Reading(
      String kind,
      List<Service> services,
      List<Fault> faults,
      List<SloStatus> slos,
      String problem) {
    boolean good() {
      boolean pages =
          slos.stream()
              .flatMap(s -> s.alerts().stream())
              .anyMatch(a -> a.severity().equals("page"));
      return problem.isEmpty() && !pages && services.stream().allMatch(Service::up);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    Terminal terminal = terminal();
    while (watch && !terminal.json()) {
      List<String> lines = lines(read(settings), terminal);
      if (terminal.live()) {
        terminal.paint(lines);
      } else {
        lines.forEach(terminal::say);
      }
      TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
    }
    Reading reading = read(settings);
    lines(reading, terminal).forEach(terminal::say);
    terminal.result(json(reading));
    return reading.good() ? ExitStatus.OK : ExitStatus.NO;
  }

  private Reading read(Settings settings) {
    Stack stack = stack(settings);
    if (!stack.running()) {
      return new Reading(
          "no", absent(settings), List.of(), List.of(), "The stack is not up. Run ./nines up.");
    }
    List<Service> services = stack.services();
    try {
      List<SloStatus> slos = SloReport.read(new Prometheus(settings.url(Port.PROMETHEUS, "")));
      return new Reading(stack.kind(), services, stack.faults(), slos, "");
    } catch (IOException e) {
      String problem =
          "Prometheus does not answer at "
              + settings.url(Port.PROMETHEUS, "")
              + " ("
              + e.getMessage()
              + "); see its log in "
              + settings.logs()
              + ".";
      return new Reading(stack.kind(), services, stack.faults(), List.of(), problem);
    }
  }

  private static List<Service> absent(Settings settings) {
    return Stream.of(
            Stream.of("postgres", "order", "gateway"),
            settings.services().stream().map(LocalService::name),
            Stream.of("prometheus", "alertmanager", "inbox"))
        .flatMap(names -> names)
        .map(name -> new Service(name, false, "down", "", null, null))
        .toList();
  }

  private static List<String> lines(Reading reading, Terminal terminal) {
    if (reading.kind().equals("no")) {
      return List.of(reading.problem());
    }
    List<String> lines = new ArrayList<>(services(reading, terminal).lines());
    lines.add("");
    reading
        .faults()
        .forEach(fault ->
            lines.add(
                "  "
                    + terminal.styled(
                        Style.WARNING,
                        "Broken on purpose: "
                            + fault.description()
                            + " since "
                            + ago(fault.since())
                            + ". ./nines heal undoes it.")));
    if (!reading.problem().isEmpty()) {
      lines.add("  " + terminal.mark(false) + " " + reading.problem());
    } else if (reading.slos().isEmpty()) {
      lines.add("  No SLO is measured yet: rules need a minute of data.");
    } else {
      lines.addAll(new StatusView(terminal).lines(reading.slos()));
    }
    return lines;
  }

  private static Table services(Reading reading, Terminal terminal) {
    Table table = new Table("  ");
    for (Service service : reading.services()) {
      Instant since = service.since();
      table.row(
          terminal.mark(service.up()) + " " + service.name(),
          service.up() ? service.phase() : terminal.styled(Style.BAD, service.phase()),
          terminal.styled(Style.FAINT, since == null ? "" : ago(since)),
          terminal.styled(Style.FAINT, service.pid() == null ? "" : "pid " + service.pid()),
          service.detail());
    }
    return table;
  }

  private static String ago(Instant instant) {
    Duration age = Duration.between(instant, Instant.now());
    return Spell.duration(age.isNegative() ? Duration.ZERO : Duration.ofSeconds(age.toSeconds()))
        .replace(".0 s", " s");
  }

  private static Map<String, Object> json(Reading reading) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stack", reading.kind());
    json.put("services", reading.services());
    json.put("slos", reading.slos());
    json.put("faults", reading.faults().stream().map(fault -> fault.kind().word()).toList());
    json.put("problem", reading.problem());
    return json;
  }
}
