package dev.nines.cli;

import dev.nines.cli.live.LiveCheck;
import dev.nines.cli.live.LiveReport;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import dev.nines.slo.compiler.Compilation;
import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Reads SLO files and compiles them, but writes nothing; asks a Prometheus about them. */
@Command(
    name = "check",
    description = "Check SLO files; tells every mistake as file:line:column: fact. fix.")
final class CheckCommand implements Callable<Integer> {
  @ParentCommand private final SloCommand slo = new SloCommand();
  @Mixin private final SloCommand.Input input = new SloCommand.Input();

  @Option(
      names = "--live",
      paramLabel = "URL",
      description = {
        "Ask this Prometheus too: are the series and buckets there, is what is good within the total,",
        "does it remember a whole period, what do the rules cost."
      })
  private @Nullable URI live;

  @Override
  public Integer call() {
    Settings settings = slo.settings();
    Terminal terminal = slo.terminal(input.json());
    return switch (new SloCompiler(Options.defaults()).compile(input.sources(settings))) {
      case Compilation.Rejected(var problems) -> SloCommand.rejected(problems, terminal);
      case Compiled compiled ->
          live == null ? valid(compiled, terminal) : ask(live, compiled, terminal);
    };
  }

  private static int valid(Compiled compiled, Terminal terminal) {
    compiled.notes().forEach(note -> terminal.say("note: " + note));
    terminal.say(terminal.mark(true) + " No mistakes; services: " + services(compiled));
    terminal.result(
        Map.of("valid", true, "problems", List.of(), "notes", SloCommand.texts(compiled.notes())));
    return ExitStatus.OK;
  }

  private static String services(Compiled compiled) {
    return String.join(", ", compiled.services().stream().map(s -> s.service()).toList());
  }

  private static int ask(URI address, Compiled compiled, Terminal terminal) {
    LiveReport report;
    try {
      report = new LiveCheck(new Prometheus(address)).of(compiled);
    } catch (IOException e) {
      throw new Refusal(
          "Prometheus at %s does not answer (%s). Check the address, or ./nines status."
              .formatted(address, e),
          e);
    }
    report.problems().forEach(problem -> terminal.progress(problem.toString()));
    Table table = new Table("").row("SLO", "rules", "samples read an hour", "series recorded");
    report
        .costs()
        .forEach(cost ->
            table.row(
                cost.service() + ": " + cost.slo(),
                String.valueOf(cost.rules()),
                String.format(Locale.ROOT, "%,d", cost.samplesPerHour()),
                String.valueOf(cost.series())));
    List<String> lines = table.lines();
    terminal.say(terminal.styled(Style.STRONG, lines.getFirst()));
    lines.stream().skip(1).forEach(terminal::say);
    boolean good = report.problems().isEmpty();
    terminal.say(
        terminal.mark(good)
            + (good
                ? " Prometheus has all that the SLOs ask for, and remembers it long enough."
                : " " + report.problems().size() + " of the SLOs' demands are not met."));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("valid", true);
    json.put("met", good);
    json.put("problems", report.problems().stream().map(Object::toString).toList());
    json.put("costs", report.costs());
    terminal.result(json);
    return good ? ExitStatus.OK : ExitStatus.NO;
  }
}
