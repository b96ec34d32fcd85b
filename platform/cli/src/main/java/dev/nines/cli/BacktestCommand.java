package dev.nines.cli;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.replay.Firing;
import dev.nines.cli.replay.History;
import dev.nines.cli.replay.Incident;
import dev.nines.cli.replay.OpenMetricsFile;
import dev.nines.cli.replay.Outcome;
import dev.nines.cli.replay.PrometheusRange;
import dev.nines.cli.replay.Replay;
import dev.nines.cli.replay.ReplayPage;
import dev.nines.cli.replay.Span;
import dev.nines.cli.replay.SyntheticHistory;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what SLO files would have paged, over recorded or made-up history. */
@Command(
    name = "backtest",
    description = {
      "Replay a history through the compiled rules in a real Prometheus: what would have paged, when, and what budget was left."
    })
final class BacktestCommand implements Callable<Integer> {
  @ParentCommand private final SloCommand slo = new SloCommand();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description = "OpenSLO files, or folders of such; without any, those of all services.")
  private List<Path> files = List.of();

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(names = "--slo", paramLabel = "NAME", description = "Only this SLO.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Between two samples of a series (default: 2s).")
  private Duration scrapeInterval = Options.defaults().scrapeInterval();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second of a made-up incident (default: ${DEFAULT-VALUE}).")
  private double rate = Incident.USUAL_RATE;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with charts.")
  private Optional<Path> html = Optional.empty();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  /** Exactly one history. */
  static final class Source {
    @Option(names = "--list", description = "List the incidents that have a name.")
    private boolean list;

    @Option(
        names = "--incident",
        paramLabel = "NAME",
        description = "A made-up incident; see --list.")
    private Optional<String> incident = Optional.empty();

    @Option(
        names = "--openmetrics",
        paramLabel = "FILE",
        description = "OpenMetrics text with timestamps.")
    private Optional<Path> openMetrics = Optional.empty();

    @ArgGroup(exclusive = false)
    private @Nullable Range range;
  }

  /** A time of a running Prometheus. */
  static final class Range {
    @Option(
        names = "--prometheus",
        paramLabel = "URL",
        required = true,
        description = "A running Prometheus.")
    private URI prometheus = URI.create("http://127.0.0.1:9090");

    @Option(
        names = "--from",
        paramLabel = "TIME",
        required = true,
        description = "Such as 2026-11-01T00:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(
        names = "--to",
        paramLabel = "TIME",
        required = true,
        description = "Such as 2026-11-02T00:00:00Z.")
    private Instant to = Instant.EPOCH;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = slo.settings();
    Terminal terminal = slo.terminal(json);
    if (source.list) {
      list(terminal);
      return ExitStatus.OK;
    }
    var sources = SloFiles.read(files.isEmpty() ? SloFiles.ofServices(settings.root()) : files);
    return switch (new OpenSloReader().read(sources)) {
      case Reading.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
      case Reading.Read(var slos) -> replay(chosen(slos), settings, terminal);
    };
  }

  private static void list(Terminal terminal) {
    Table table = new Table("  ");
    Incident.all().forEach(incident -> table.row(incident.name(), incident.description()));
    table.lines().forEach(terminal::say);
    Map<String, String> json = new LinkedHashMap<>();
    Incident.all().forEach(incident -> json.put(incident.name(), incident.description()));
    terminal.result(json);
  }

  private List<Slo> chosen(List<Slo> slos) {
    List<Slo> chosen =
        slos.stream().filter(s -> only.isEmpty() || s.name().equals(only.get())).toList();
    if (chosen.isEmpty()) {
      throw wrong(
          "There is no SLO '%s'. Those of the files: %s."
              .formatted(
                  only.orElse(""), String.join(", ", slos.stream().map(Slo::name).toList())));
    }
    return chosen;
  }

  private int replay(List<Slo> slos, Settings settings, Terminal terminal) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    List<Span> incidents = new ArrayList<>();
    if (source.incident.isPresent()) {
      Incident incident = incident(source.incident.get());
      Replay replay = replay(settings, terminal);
      for (Slo one : slos) {
        SyntheticHistory history = history(incident, one);
        incidents = List.of(history.incidentSpan());
        outcomes.addAll(replay.run(List.of(one), history));
      }
    } else {
      History history = recorded(slos);
      outcomes.addAll(replay(settings, terminal).run(slos, history));
    }
    tell(outcomes, incidents, terminal);
    return ExitStatus.OK;
  }

  private Replay replay(Settings settings, Terminal terminal) {
    Options options = Options.defaults().withScrapeInterval(scrapeInterval);
    return new Replay(
        SloCommand.tools(settings, terminal),
        options,
        step -> terminal.paint(List.of("  " + step)));
  }

  private SyntheticHistory history(Incident incident, Slo one) {
    return new SyntheticHistory(
        incident, one, rate, scrapeInterval, Optional.empty(), SyntheticHistory.EPOCH);
  }

  private Incident incident(String name) {
    return Incident.named(name)
        .orElseThrow(() ->
            wrong(
                "There is no incident '%s'. Those that are: %s."
                    .formatted(
                        name,
                        String.join(", ", Incident.all().stream().map(Incident::name).toList()))));
  }

  private ParameterException wrong(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }

  private History recorded(List<Slo> slos) {
    if (source.openMetrics.isPresent()) {
      return new OpenMetricsFile(source.openMetrics.get());
    }
    Range range = Objects.requireNonNull(source.range);
    if (!range.from.isBefore(range.to)) {
      throw wrong("--from must be before --to, was: " + range.from + ", " + range.to);
    }
    return new PrometheusRange(
        new Prometheus(range.prometheus), slos, new Span(range.from, range.to));
  }

  private void tell(List<Outcome> outcomes, List<Span> incidents, Terminal terminal)
      throws IOException {
    for (Outcome outcome : outcomes) {
      tell(outcome, incidents, terminal);
    }
    if (html.isPresent()) {
      Files.writeString(html.get(), ReplayPage.of(title(), subtitle(), outcomes, incidents));
      terminal.say("Page: " + html.get());
    }
    terminal.result(Map.of("outcomes", outcomes.stream().map(o -> json(o, incidents)).toList()));
  }

  private String title() {
    return "Backtest: " + source.incident.orElse("recorded history");
  }

  private String subtitle() {
    return source.incident.map(this::incident).map(Incident::description).orElse("");
  }

  private static void tell(Outcome outcome, List<Span> incidents, Terminal terminal) {
    terminal.say(terminal.styled(Style.STRONG, outcome.slo().name()));
    Table table = new Table("  ");
    for (Firing firing : outcome.firings()) {
      table.row(
          terminal.styled(
              firing.severity().equals("page") ? Style.BAD : Style.WARNING, firing.severity()),
          firing.tier().isEmpty() ? firing.alert() : firing.tier(),
          from(firing, incidents),
          "for " + ReplayPage.words(firing.span().length()),
          firing.told() ? "" : "inhibited");
    }
    table.lines().forEach(terminal::say);
    terminal.say(
        "  %s; budget left at the end: %s"
            .formatted(
                outcome.firings().isEmpty()
                    ? "no alert"
                    : "first page: "
                        + outcome.firstPage().map(f -> from(f, incidents)).orElse("none"),
                outcome
                    .remainingAtEnd()
                    .map(left -> "%.3f %%".formatted(100 * left))
                    .orElse("not known")));
  }

  /** After the incident's beginning, where there is one. */
  private static String from(Firing firing, List<Span> incidents) {
    return incidents.isEmpty()
        ? firing.span().from().toString()
        : "after "
            + ReplayPage.words(Duration.between(incidents.getFirst().from(), firing.span().from()));
  }

  private static Map<String, Object> json(Outcome outcome, List<Span> incidents) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("slo", outcome.slo().name());
    json.put("service", outcome.slo().service());
    json.put("from", outcome.span().from().toString());
    json.put("to", outcome.span().to().toString());
    incidents.stream()
        .findFirst()
        .ifPresent(incident -> {
          json.put("incident_from", incident.from().toString());
          json.put("incident_to", incident.to().toString());
        });
    json.put("paged", outcome.firstPage().isPresent());
    json.put("ticketed", outcome.firstTicket().isPresent());
    outcome.remainingAtEnd().ifPresent(left -> json.put("budget_remaining", left));
    outcome.deviation().ifPresent(deviation -> json.put("deviation_of_budget", deviation));
    json.put("alerts", outcome.firings().stream().map(BacktestCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Firing firing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("alert", firing.alert());
    json.put("tier", firing.tier());
    json.put("severity", firing.severity());
    json.put("from", firing.span().from().toString());
    json.put("to", firing.span().to().toString());
    json.put("told", firing.told());
    return json;
  }
}
