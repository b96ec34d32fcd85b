package dev.nines.cli;

import dev.nines.cli.certs.Certificates;
import dev.nines.cli.certs.OwnCertificate;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code nines} command. */
@Command(
    name = "nines",
    mixinStandardHelpOptions = true,
    version = "nines " + Nines.VERSION,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "A stack whose SLOs are proven: bring it up, break it, and see the alert.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:Done, healthy, passed",
      "1:The answer is no: unhealthy, a gate failed, no alert in time, mistakes in a file",
      "2:Wrong usage",
      "3:Can't be done here as things are: a port is taken, a tool is missing, the stack is not up",
    },
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      LoadCommand.class,
      BreakCommand.class,
      HealCommand.class,
      ChaosCommand.class,
      OverloadCommand.class,
      TelemetryGateCommand.class,
      TopologyCommand.class,
      InboxCommand.class,
      TokenCommand.class,
      CertsCommand.class,
      DownCommand.class,
      SloCommand.class,
      NewCommand.class,
      BenchCommand.class,
      TestCommand.class,
      ToolsCommand.class,
      SuperviseCommand.class,
      ServeInboxCommand.class,
      CommandLine.HelpCommand.class,
    })
public final class Nines implements Runnable {
  /** Of this program and of all that a new service depends on. */
  static final String VERSION = "0.1.0-SNAPSHOT";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  Nines(Map<String, String> environment) {
    this.environment = environment;
    this.spec = CommandSpec.create();
  }

  /** Runs one command and ends the JVM with its status. */
  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), arguments));
  }

  static int run(Map<String, String> environment, String... arguments) {
    CommandLine line = new CommandLine(new Nines(environment));
    line.setParameterExceptionHandler(Nines::wrongUsage);
    line.setExecutionExceptionHandler((e, command, _) -> failed(e, command));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getHelpSectionMap().remove("versionOption");
    return line.execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  Settings settings() {
    String root = System.getProperty("nines.root", System.getProperty("user.dir"));
    Settings settings = Settings.read(Path.of(root), environment);
    if (settings.mtls()) {
      OwnCertificate.show(new Certificates(settings.home()).of(Certificates.OPERATOR));
    }
    return settings;
  }

  Terminal terminal(boolean json) {
    return Terminal.ofProcess(environment, json);
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("nines: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        err.println("Did you mean: " + String.join(", ", near) + "?");
      }
    }
    err.println("See: ./" + name + " --help");
    return ExitStatus.USAGE;
  }

  private static int failed(Exception e, CommandLine command) throws Exception {
    if (e instanceof Refusal) {
      command.getErr().println("nines: " + e.getMessage());
      return ExitStatus.REFUSED;
    }
    throw e;
  }
}
