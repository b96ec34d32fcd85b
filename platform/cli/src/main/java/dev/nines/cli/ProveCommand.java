package dev.nines.cli;

import dev.nines.cli.prove.Proof;
import dev.nines.cli.prove.QualityPage;
import dev.nines.cli.prove.Result;
import dev.nines.cli.prove.TierQuality;
import dev.nines.cli.replay.Replay;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.slo.SloFiles;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Terminal;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures how good the alerts of SLOs are. */
@Command(
    name = "prove",
    description = {
      "Measure the alerts over a matrix of incidents in a real Prometheus: detection, reset, precision, recall."
    })
final class ProveCommand implements Callable<Integer> {
  /** One of 99.9 % and one of latency: what the committed page shows. */
  private static final List<String> SHOWN =
      List.of("order-creation-availability", "gateway-latency");

  @ParentCommand private final SloCommand slo = new SloCommand();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description = "OpenSLO files, or folders of such; without any, those of all services.")
  private List<Path> files = List.of();

  @Option(
      names = "--slo",
      paramLabel = "NAME",
      description = "An SLO to prove; may be given again (default: one of each kind).")
  private List<String> names = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the page (default: docs/ALERT-QUALITY.md).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Settings settings = slo.settings();
    Terminal terminal = slo.terminal(json);
    var sources = SloFiles.read(files.isEmpty() ? SloFiles.ofServices(settings.root()) : files);
    return switch (new OpenSloReader().read(sources)) {
      case Reading.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
      case Reading.Read(var slos) -> prove(chosen(slos), settings, terminal);
    };
  }

  private List<Slo> chosen(List<Slo> slos) {
    List<String> wanted = names.isEmpty() && files.isEmpty() ? SHOWN : names;
    List<Slo> chosen =
        slos.stream().filter(s -> wanted.isEmpty() || wanted.contains(s.name())).toList();
    if (chosen.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no SLO '%s'. Those of the files: %s."
              .formatted(
                  String.join("', '", wanted),
                  String.join(", ", slos.stream().map(Slo::name).toList())));
    }
    return chosen;
  }

  private int prove(List<Slo> slos, Settings settings, Terminal terminal) throws IOException {
    Options options = Options.defaults();
    Replay replay = new Replay(SloCommand.tools(settings, terminal), options, _ -> {});
    List<Proof> proofs = new ArrayList<>();
    for (Slo one : slos) {
      proofs.add(Proof.of(one, replay, options.scrapeInterval(), terminal::progress));
    }
    Path page = out.orElse(settings.root().resolve("docs/ALERT-QUALITY.md"));
    Files.writeString(page, QualityPage.of(proofs));
    proofs.forEach(proof -> terminal.say(line(proof, terminal)));
    terminal.say("Page: " + page);
    terminal.result(Map.of("proofs", proofs.stream().map(ProveCommand::json).toList()));
    return proofs.stream().allMatch(Proof::holds) ? ExitStatus.OK : ExitStatus.NO;
  }

  private static String line(Proof proof, Terminal terminal) {
    return "%s %s: %d incidents, %d missed, %d false pages, deviation %.4f %% of the budget"
        .formatted(
            terminal.mark(proof.holds()),
            proof.slo().name(),
            proof.results().size(),
            proof.missed().size(),
            proof.falsePages(),
            100 * proof.deviation());
  }

  private static Map<String, Object> json(Proof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("slo", proof.slo().name());
    json.put("holds", proof.holds());
    json.put("deviation_of_budget", proof.deviation());
    json.put("not_numbers", proof.notNumbers());
    json.put("false_pages", proof.falsePages());
    json.put("incidents", proof.results().stream().map(ProveCommand::json).toList());
    json.put("tiers", proof.tiers().stream().map(ProveCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("incident", result.subject().incident().name());
    json.put("budget_spent", result.subject().spent());
    result.page().map(Duration::toSeconds).ifPresent(after -> json.put("page_after_s", after));
    result.ticket().map(Duration::toSeconds).ifPresent(after -> json.put("ticket_after_s", after));
    result.reset().map(Duration::toSeconds).ifPresent(after -> json.put("reset_after_s", after));
    json.put("pages", result.pages());
    result.outcome().deviation().ifPresent(share -> json.put("deviation_of_budget", share));
    return json;
  }

  private static Map<String, Object> json(TierQuality quality) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tier", quality.threshold().tier().name());
    json.put("precision", quality.precision());
    json.put("recall", quality.recall());
    json.put("fired", quality.fired());
    json.put("deserved", quality.deserved());
    return json;
  }
}
