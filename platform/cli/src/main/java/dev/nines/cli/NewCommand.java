package dev.nines.cli;

import dev.nines.cli.ports.PortOwner;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.scaffold.NewService;
import dev.nines.cli.scaffold.Ports;
import dev.nines.cli.scaffold.Scaffold;
import dev.nines.cli.scaffold.Scaffold.Written;
import dev.nines.cli.scaffold.ServiceName;
import dev.nines.cli.services.LocalServices;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a new service. */
@Command(
    name = "new",
    description = {
      "Make a new service in services/NAME: an example resource, its SLO file, tests and a Gatling simulation; with its"
          + " entries in the build, in compose and in Prometheus' targets, and with rules, dashboard and runbooks compiled.",
      "Or, with --standalone or run outside of the checkout, a repository of its own (docs/NEW-SERVICE.md).",
      "Whatever is refused, nothing is written."
    })
final class NewCommand implements Callable<Integer> {
  @ParentCommand private final Nines nines = new Nines(System.getenv());

  @Parameters(
      paramLabel = "NAME",
      description = "Lower case words with hyphens between, such as payment or stock-keeping.")
  private String name = "";

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description =
          "Of its classes (default: dev.nines.NAME; for a repository of its own com.example.NAME).")
  private String javaPackage = "";

  @Option(
      names = "--database",
      negatable = true,
      description = "Keep what it takes in PostgreSQL, or in memory (default).")
  private boolean database;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where it listens (default: the next free one from 8082).")
  private int port;

  @Option(
      names = "--management-port",
      paramLabel = "PORT",
      description = "Where it is watched (default: 1000 above the other).")
  private int managementPort;

  @Option(
      names = "--standalone",
      paramLabel = "DIR",
      description = "A repository of its own, in a folder that is not there yet.")
  private Path standalone = Path.of("");

  @Option(
      names = "--json",
      description = "One JSON document on standard output; progress goes to standard error.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = nines.settings();
    Terminal terminal = nines.terminal(json);
    Path root = settings.root().toAbsolutePath().normalize();
    Path here = Path.of(System.getProperty("user.dir"));
    boolean own = !standalone.toString().isEmpty() || !here.startsWith(root);
    NewService service = service(root, own);
    Scaffold scaffold = new Scaffold(root);
    Path folder = standalone.toString().isEmpty() ? here.resolve(name) : standalone;
    Written written = own ? scaffold.inItsOwn(folder, service) : scaffold.inCheckout(service);
    show(service, written, root, terminal);
    warn("--port", service.ports().port(), terminal);
    warn("--management-port", service.ports().management(), terminal);
    terminal.result(json(service, written, root));
    return ExitStatus.OK;
  }

  private NewService service(Path root, boolean own) {
    ServiceName named = new ServiceName(name);
    String home = own ? "com.example." : "dev.nines.";
    return new NewService(
        named,
        javaPackage.isEmpty() ? home + named.packagePart() : javaPackage,
        database,
        Ports.choose(port, managementPort, own ? List.of() : LocalServices.read(root)),
        own,
        Nines.VERSION);
  }

  private static void show(NewService service, Written written, Path root, Terminal terminal) {
    String folder = shorter(root, written.folder());
    terminal.say("  new      %s (%d files)".formatted(folder, written.files().size()));
    written.made().forEach(path -> terminal.say("  new      " + shorter(root, path)));
    written.changed().forEach(path -> terminal.say("  changed  " + shorter(root, path)));
    terminal.say("");
    String name = service.name().text();
    if (service.standalone()) {
      terminal.say("  Once: %s/mvnw -f %s/pom.xml -DskipTests install".formatted(root, root));
      terminal.say("  Then: cd %s && ./mvnw verify".formatted(folder));
    } else {
      terminal.say(
          "  Next: ./nines test --service %s, ./nines up --native, ./nines load --service %s"
              .formatted(name, name));
    }
  }

  // Not refused: whoever has it may be gone by the time that the stack is started.
  private static void warn(String option, int port, Terminal terminal) {
    if (!PortProbe.free(port)) {
      String owner = PortOwner.of(port).map(PortOwner::toString).orElse("another process");
      terminal.progress(
          "  %s: %d is in use by %s now. End that before ./nines up, or choose another."
              .formatted(option, port, owner));
    }
  }

  private static Map<String, Object> json(NewService service, Written written, Path root) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", service.name().text());
    json.put("package", service.javaPackage());
    json.put("port", service.ports().port());
    json.put("management_port", service.ports().management());
    json.put("database", service.database());
    json.put("standalone", service.standalone());
    json.put("folder", shorter(root, written.folder()));
    json.put("files", written.files());
    json.put("made", written.made().stream().map(path -> shorter(root, path)).toList());
    json.put("changed", written.changed().stream().map(path -> shorter(root, path)).toList());
    return json;
  }

  private static String shorter(Path root, Path path) {
    Path full = path.toAbsolutePath().normalize();
    return (full.startsWith(root) ? root.relativize(full) : full).toString();
  }
}
