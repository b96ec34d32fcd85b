package dev.nines.cli;

import dev.nines.cli.ports.PortOwner;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.topology.Calls;
import dev.nines.cli.topology.Edge;
import dev.nines.cli.topology.Graph;
import dev.nines.cli.topology.MeasuredGraph;
import dev.nines.cli.topology.SpanGraph;
import dev.nines.cli.topology.Topology;
import dev.nines.cli.topology.TopologySvg;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.otlp.ReceivedSpan;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who calls whom. */
@Command(
    name = "topology",
    description = {
      "Who calls whom, by the traces of what goes on, beside what SLO files declare by nines.dev/depends-on.",
      "Natively it listens where traces go, for a while; in containers it asks Prometheus for what Alloy has counted.",
      "Exit status 0 when every edge between services is declared, and every declared one was seen."
    })
final class TopologyCommand extends StackCommand {
  private static final int SPANS = 200_000;
  private static final String WITHOUT_ALLOY =
      "It is Alloy that counts them: there are none after ./nines up --core.";
  private static final String WITHOUT_STACK =
      "Is anything up (./nines status), and does it send its traces here (NINES_OTLP_ENDPOINT)?";

  @Parameters(
      paramLabel = "FILE",
      description = "OpenSLO files, or folders of such; without any, those of all services.")
  private List<Path> files = List.of();

  @Option(
      names = "--for",
      defaultValue = "20s",
      paramLabel = "DURATION",
      description = "How long to listen, or of which time to ask (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration duration = Duration.ofSeconds(20);

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw it, too.")
  private @Nullable Path svg;

  @Override
  public Integer call() throws InterruptedException {
    if (duration.isZero()) {
      throw new Refusal("--for must be above 0.");
    }
    if (svg != null && !Files.isDirectory(folder(svg))) {
      throw new Refusal("There is no folder for the picture: " + folder(svg));
    }
    Settings settings = settings();
    Terminal terminal = terminal();
    Reading reading =
        new OpenSloReader()
            .read(SloFiles.read(files.isEmpty() ? SloFiles.ofServices(settings.root()) : files));
    return switch (reading) {
      case Reading.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
      case Reading.Read(var slos) -> tell(settings, slos, terminal);
    };
  }

  private int tell(Settings settings, List<Slo> slos, Terminal terminal)
      throws InterruptedException {
    boolean measured = stack(settings) instanceof DockerStack;
    Topology topology =
        Topology.of(measured ? measured(settings) : traced(settings, terminal), slos);
    if (topology.graph().edges().isEmpty() && topology.graph().spans() == 0) {
      throw new Refusal(
          "No call was seen within %d s. %s Send some: ./nines load, beside this."
              .formatted(duration.toSeconds(), measured ? WITHOUT_ALLOY : WITHOUT_STACK));
    }
    if (svg != null) {
      draw(topology, svg);
    }
    show(topology, terminal);
    terminal.result(json(topology));
    return topology.matches() ? ExitStatus.OK : ExitStatus.NO;
  }

  private Graph measured(Settings settings) {
    try {
      return new MeasuredGraph(new Prometheus(settings.url(Port.PROMETHEUS, ""))).over(duration);
    } catch (IOException e) {
      throw new Refusal("Prometheus does not answer (" + e + "). See ./nines status.", e);
    }
  }

  private Graph traced(Settings settings, Terminal terminal) throws InterruptedException {
    int port = settings.port(Port.OTLP);
    SpanGraph graph = new SpanGraph(SPANS);
    long began = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    try (OtlpReceiver receiver = new OtlpReceiver(port, span -> listen(span, began, graph))) {
      terminal.progress(
          "Listening at %s for %d s".formatted(receiver.endpoint(), duration.toSeconds()));
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (IOException e) {
      throw new Refusal(
          "Port %d, where traces go, is taken by %s. End that, or bring the stack up with another NINES_OTLP_PORT."
              .formatted(
                  port, PortOwner.of(port).map(PortOwner::toString).orElse("something else")),
          e);
    }
    return graph.graph();
  }

  /**
   * What services have yet to send of earlier, such as of their warm-up, is nobody's call of now.
   */
  private static void listen(ReceivedSpan span, long began, SpanGraph graph) {
    if (span.span().getStartTimeUnixNano() >= began) {
      graph.accept(span);
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static void draw(Topology topology, Path file) {
    try {
      Files.writeString(file, TopologySvg.of(topology));
    } catch (IOException e) {
      throw new Refusal("The picture can't be written to " + file + ": " + e, e);
    }
  }

  private static void show(Topology topology, Terminal terminal) {
    Table table =
        new Table("  ")
            .row(
                Stream.of("caller", "callee", "calls", "errors", "P95", "")
                    .map(title -> terminal.styled(Style.FAINT, title))
                    .toList());
    topology.edges().forEach(edge -> row(table, topology, edge, terminal));
    table.lines().forEach(terminal::say);
    Graph graph = topology.graph();
    graph
        .missingParents()
        .forEach((service, spans) ->
            terminal.say(
                "  %d spans of %s have a parent that did not come: who called is not known."
                    .formatted(spans, service)));
    graph
        .unanswered()
        .forEach((service, calls) ->
            terminal.say(
                "  %d calls of %s went to nobody who is known.".formatted(calls, service)));
    if (graph.forgotten() > 0) {
      terminal.say("  %d older spans had to make room.".formatted(graph.forgotten()));
    }
    terminal.say("");
    terminal.say(terminal.mark(topology.matches()) + " " + headline(topology));
  }

  private static void row(Table table, Topology topology, Edge edge, Terminal terminal) {
    Calls calls = topology.graph().edges().get(edge);
    String state =
        switch (topology.state(edge)) {
          case DECLARED, FREE -> "";
          case UNDECLARED -> terminal.styled(Style.BAD, "not declared");
          case UNSEEN -> terminal.styled(Style.WARNING, "declared, never seen");
        };
    table.row(
        edge.caller().name(),
        edge.callee().name() + kind(edge),
        calls == null ? "" : "" + calls.count(),
        calls == null ? "" : "" + calls.errors(),
        calls == null || Double.isNaN(calls.p95Ms()) ? "" : TopologySvg.millis(calls.p95Ms()),
        state);
  }

  private static String kind(Edge edge) {
    return switch (edge.callee().kind()) {
      case SERVICE -> "";
      case DATABASE -> " (database)";
      case PEER -> " (peer)";
    };
  }

  private static String headline(Topology topology) {
    int undeclared = topology.edges(Topology.State.UNDECLARED).size();
    int unseen = topology.edges(Topology.State.UNSEEN).size();
    return topology.matches()
        ? "What calls what is what is declared."
        : "%d edges are not declared (nines.dev/depends-on), %d declared ones were never seen."
            .formatted(undeclared, unseen);
  }

  private static Map<String, Object> json(Topology topology) {
    Graph graph = topology.graph();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("matches", topology.matches());
    json.put("services", graph.services());
    json.put("edges", topology.edges().stream().map(edge -> json(topology, edge)).toList());
    json.put("undeclared", texts(topology, Topology.State.UNDECLARED));
    json.put("unseen", texts(topology, Topology.State.UNSEEN));
    json.put("spans", graph.spans());
    json.put("repeated", graph.repeated());
    json.put("forgotten", graph.forgotten());
    json.put("missing_parents", graph.missingParents());
    json.put("unanswered", graph.unanswered());
    return json;
  }

  private static List<String> texts(Topology topology, Topology.State state) {
    return topology.edges(state).stream().map(Edge::toString).toList();
  }

  private static Map<String, Object> json(Topology topology, Edge edge) {
    Calls calls = topology.graph().edges().get(edge);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("caller", edge.caller().name());
    json.put("callee", edge.callee().name());
    json.put("kind", edge.callee().kind().name().toLowerCase(Locale.ROOT));
    json.put("state", topology.state(edge).name().toLowerCase(Locale.ROOT));
    json.put("calls", calls == null ? 0 : calls.count());
    json.put("errors", calls == null ? 0 : calls.errors());
    if (calls != null && !Double.isNaN(calls.p95Ms())) {
      json.put("p95_ms", calls.p95Ms());
    }
    return json;
  }
}
