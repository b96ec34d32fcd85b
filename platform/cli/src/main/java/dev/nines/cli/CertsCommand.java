package dev.nines.cli;

import dev.nines.cli.certs.Certificate;
import dev.nines.cli.certs.Certificates;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the certificates of the local stack. */
@Command(
    name = "certs",
    description = {
      "Make a local CA and certificates by it for each service, prometheus and this program, if they are not there"
          + " or end within a day, and list them. ./nines up --mtls does it by itself.",
      "Running services take renewed ones over within seconds (docs/SECURITY.md)."
    })
final class CertsCommand extends StackCommand {
  @Option(names = "--renew", description = "Make all of them anew, by the same CA.")
  private boolean renew;

  @Option(
      names = "--days",
      defaultValue = "90",
      paramLabel = "N",
      description = "How long new ones are valid (default: ${DEFAULT-VALUE}).")
  private long days = 90;

  @Override
  public Integer call() {
    if (days < 1 || days > 3650) {
      throw new Refusal("--days must be from 1 to 3650, was: " + days + ".");
    }
    Settings settings = settings();
    Terminal terminal = terminal();
    Certificates certificates = new Certificates(settings.home(), names(settings));
    List<Certificate> all = renew ? certificates.renew(days) : certificates.ensure(days);
    Table table = new Table("  ").row("name", "until", "for", "in");
    for (Certificate each : all) {
      table.row(
          each.name(),
          each.expires().toString(),
          String.join(", ", each.hosts()),
          each.folder().toString());
    }
    table.lines().forEach(terminal::say);
    terminal.result(all.stream().map(CertsCommand::json).toList());
    return ExitStatus.OK;
  }

  private static List<String> names(Settings settings) {
    return settings.services().stream().map(LocalService::name).toList();
  }

  private static Map<String, Object> json(Certificate certificate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", certificate.name());
    json.put("expires", certificate.expires());
    json.put("hosts", certificate.hosts());
    json.put("folder", certificate.folder().toString());
    return json;
  }
}
