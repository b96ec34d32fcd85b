package dev.nines.cli;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.DockerStack;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Stack;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the stack up. */
@Command(
    name = "up",
    description = {
      "Bring the stack up and wait until all of it is healthy. When it is up already, only take over which receivers"
          + " of alerts are filled in (alerting-rules/receivers/README.md).",
      "Ports, each changed by a variable: NINES_GATEWAY_PORT 8080, NINES_GATEWAY_MANAGEMENT_PORT 9080,"
          + " NINES_ORDER_PORT 8081, NINES_ORDER_MANAGEMENT_PORT 9081, NINES_PROMETHEUS_PORT 9090,"
          + " NINES_ALERTMANAGER_PORT 9093, NINES_MAIL_UI_PORT 8025, NINES_SMTP_PORT 1025,"
          + " NINES_POSTGRES_PORT 5432; in containers also NINES_GRAFANA_PORT 3000, NINES_LOKI_PORT 3100, NINES_TEMPO_PORT"
          + " 3200, NINES_OTLP_PORT 4318, NINES_OTLP_GRPC_PORT 4317; of further services NINES_<NAME>_PORT and"
          + " NINES_<NAME>_MANAGEMENT_PORT, else what services/<name>/nines.yaml says. State is kept in NINES_HOME (.nines).",
      "NINES_JVM=throughput has the native stack's services take a quarter more memory and, once warm, twice the requests."
    })
final class UpCommand extends StackCommand {
  private static final class Kind {
    @Option(
        names = "--native",
        description = "As processes of this machine: the default where there is no Docker.")
    private boolean processes;

    @Option(
        names = "--docker",
        description =
            "In containers, by Docker Compose: the default where there is Docker and the images can be had."
                + " NINES_STACK_KIND=native or NINES_STACK_KIND=docker changes the default.")
    private boolean containers;
  }

  @ArgGroup private final Kind kind = new Kind();

  @Option(
      names = "--core",
      description =
          "In containers, without Grafana, Loki, Tempo and Alloy. The native stack has none of them.")
  private boolean core;

  @Option(
      names = "--mtls",
      description =
          "Natively, with certificates: order and both management ports ask for one (./nines certs). Later commands"
              + " know it, until ./nines down.")
  private boolean mtls;

  @Option(
      names = "--timeout",
      defaultValue = "2m",
      paramLabel = "DURATION",
      description = "How long to wait for health (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private final Duration timeout = Duration.ofMinutes(2);

  @Override
  public Integer call() {
    Terminal terminal = terminal();
    Stack stack = chosen(settings(), terminal);
    Stack.Up up = stack.up(terminal, timeout);
    // Only now do they say whether there are certificates.
    Settings settings = settings();
    terminal.say("");
    terminal.say(headline(terminal, stack, up));
    stack
        .faults()
        .forEach(fault ->
            terminal.say(
                "  Broken on purpose: " + fault.description() + ". ./nines heal undoes it."));
    urlTable(terminal, stack, settings).lines().forEach(terminal::say);
    terminal.say("");
    terminal.say(
        "  Call it: curl -H \"Authorization: Bearer $(./nines token)\" '%s'"
            .formatted(settings.url(Port.GATEWAY, "/api/orders?customer=c-1")));
    terminal.say("  Next: ./nines status, ./nines load, ./nines break errors --wait");
    terminal.result(json(stack, settings, up));
    return up.healthy() ? ExitStatus.OK : ExitStatus.NO;
  }

  private Stack chosen(Settings settings, Terminal terminal) {
    Stack running = stack(settings);
    Stack asked =
        running.running() && !chosenByHand() && !mtls ? running : asked(settings, terminal);
    if (running.running() && !running.kind().equals(asked.kind())) {
      throw new Refusal("The " + running.kind() + " stack is up. Run ./nines down first.");
    }
    return asked;
  }

  private boolean chosenByHand() {
    return kind.containers || kind.processes;
  }

  private Stack asked(Settings settings, Terminal terminal) {
    DockerStack docker = new DockerStack(settings, core);
    NativeStack processes = new NativeStack(settings, mtls || settings.mtls());
    if (mtls && !kind.containers) {
      return processes;
    }
    if (mtls) {
      throw new Refusal("--mtls is for the native stack. Leave out --docker.");
    }
    if (chosenByHand()) {
      return kind.containers ? docker : processes;
    }
    String usual = settings.environment().getOrDefault("NINES_STACK_KIND", "");
    return switch (usual) {
      case "docker" -> docker;
      case "native" -> processes;
      case "" -> {
        Optional<String> obstacle = docker.obstacle(terminal);
        obstacle.ifPresent(why -> terminal.progress("As processes of this machine: " + why));
        yield obstacle.isEmpty() ? docker : processes;
      }
      default -> throw new Refusal("NINES_STACK_KIND must be docker or native, was: " + usual);
    };
  }

  private static String headline(Terminal terminal, Stack stack, Stack.Up up) {
    String state = up.healthy() ? "healthy" : "up, but not all healthy";
    return up.changed()
        ? terminal.mark(up.healthy()) + " All " + state + " after " + Spell.duration(up.took())
        : terminal.mark(up.healthy())
            + " The "
            + stack.kind()
            + " stack is up already; nothing was changed. It is "
            + state
            + ".";
  }

  private static Table urlTable(Terminal terminal, Stack stack, Settings settings) {
    Table table = new Table("  ");
    urls(stack, settings)
        .forEach((name, url) ->
            table.row(name, terminal.styled(Style.LINK, url), USES.getOrDefault(name, "")));
    return table;
  }

  private static final Map<String, String> USES =
      Map.of(
          "gateway", "POST /api/orders, GET /api/orders/{id}, GET /ping; ./nines token",
          "order", "the service behind it; /v3/api-docs",
          "prometheus", "rules, alerts, graphs",
          "alertmanager", "notifications, silences",
          "inbox", "the mails",
          "grafana", "dashboards, traces, logs");

  private static Map<String, String> urls(Stack stack, Settings settings) {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("gateway", settings.url(Port.GATEWAY, "").toString());
    urls.put("order", settings.url(Port.ORDER, "").toString());
    settings
        .services()
        .forEach(service -> urls.put(service.name(), settings.url(service, "").toString()));
    urls.put("prometheus", settings.url(Port.PROMETHEUS, "").toString());
    urls.put("alertmanager", settings.url(Port.ALERTMANAGER, "").toString());
    urls.put("inbox", settings.url(Port.MAIL_UI, "").toString());
    if (stack.services().stream().anyMatch(service -> service.name().equals("grafana"))) {
      urls.put("grafana", settings.url(Port.GRAFANA, "").toString());
    }
    return urls;
  }

  private static Map<String, Object> json(Stack stack, Settings settings, Stack.Up up) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stack", stack.kind());
    json.put("changed", up.changed());
    json.put("healthy", up.healthy());
    json.put("took_s", up.took().toMillis() / 1000.0);
    json.put("mtls", settings.mtls());
    json.put("urls", urls(stack, settings));
    json.put("home", settings.home().toString());
    json.put("faults", stack.faults().stream().map(Fault::kind).map(k -> k.word()).toList());
    return json;
  }
}
