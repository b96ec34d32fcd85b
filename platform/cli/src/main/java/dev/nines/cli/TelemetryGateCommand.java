package dev.nines.cli;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.telemetry.Measurement;
import dev.nines.cli.telemetry.Sampling;
import dev.nines.cli.telemetry.TelemetryGate;
import dev.nines.cli.telemetry.Trial;
import dev.nines.cli.telemetry.Verdict;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves that the spans that were to be sent arrive. */
@Command(
    name = "telemetry-gate",
    description = {
      "Send mixed traffic to gateway and order, and count their spans at a receiver of OTLP: loss, sampling, links.",
      "For each sampling it brings a native stack up, and takes it down again.",
      "Exit status 0 when at most 0.05 %% of spans are lost, sampling is within 3 %% of what was asked and takes just the"
          + " traces it should, no link to a parent is broken, and half of the requests at least were answered as they must be."
    })
final class TelemetryGateCommand extends StackCommand {
  private static final int DIGITS = 4;

  @Option(
      names = "--rate",
      defaultValue = "500",
      paramLabel = "PER_SECOND",
      description = "Requests per second (default: ${DEFAULT-VALUE}).")
  private double rate = 500;

  @Option(
      names = "--duration",
      defaultValue = "60s",
      paramLabel = "DURATION",
      description = "For how long at each sampling (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration duration = Duration.ofMinutes(1);

  @Option(
      names = "--warm-up",
      defaultValue = "100s",
      paramLabel = "DURATION",
      description =
          "For how long a fifth of the rate is sent before (default: ${DEFAULT-VALUE}): two cores bear 500/s once warm.",
      converter = DurationConverter.class)
  private Duration warmUp = Duration.ofSeconds(100);

  @Option(
      names = "--sampling",
      split = ",",
      defaultValue = "100%,10%,1%",
      paramLabel = "SHARE",
      description = "Shares of traces, one after the other (default: ${DEFAULT-VALUE}).",
      converter = ShareConverter.class)
  private List<Double> samplings = List.of(1.0);

  @Option(
      names = "--queue",
      paramLabel = "SPANS",
      description = "How many spans a service may queue; to see the gate fail, 16.")
  private @Nullable Integer queue;

  @Option(
      names = "--stall",
      defaultValue = "0s",
      paramLabel = "DURATION",
      description = "For how long the receiver does not answer; to see the gate fail, 10s.",
      converter = DurationConverter.class)
  private Duration stall = Duration.ZERO;

  @Override
  public Integer call() throws InterruptedException {
    Trial trial = trial();
    Settings settings = settings();
    Terminal terminal = terminal();
    if (stack(settings).running()) {
      throw new Refusal(
          "The stack is up, and the gate brings one up of its own for each sampling. Run ./nines down.");
    }
    List<Verdict> verdicts = new TelemetryGate(settings, terminal).run(trial);
    show(verdicts, terminal);
    boolean passed = verdicts.stream().allMatch(Verdict::passed);
    terminal.result(
        Map.of(
            "passed",
            passed,
            "levels",
            verdicts.stream().map(TelemetryGateCommand::json).toList()));
    return passed ? ExitStatus.OK : ExitStatus.NO;
  }

  private Trial trial() {
    try {
      return new Trial(
          rate,
          duration,
          warmUp,
          samplings.stream().map(Sampling::new).toList(),
          Optional.ofNullable(queue),
          stall);
    } catch (IllegalArgumentException e) {
      throw new Refusal("The gate can't be run so: " + e.getMessage() + ".", e);
    }
  }

  private static void show(List<Verdict> verdicts, Terminal terminal) {
    Table table =
        new Table("  ")
            .row(
                Stream.of(
                        "asked",
                        "requests",
                        "failed",
                        "spans",
                        "received",
                        "lost",
                        "sampled (99.9 % sure)",
                        "links")
                    .map(title -> terminal.styled(Style.FAINT, title))
                    .toList());
    verdicts.forEach(verdict -> row(table, verdict, terminal));
    terminal.say("");
    table.lines().forEach(terminal::say);
    terminal.say("");
    verdicts.forEach(verdict ->
        verdict
            .reasons()
            .forEach(reason ->
                terminal.say(
                    terminal.mark(false)
                        + " at "
                        + verdict.measurement().asked()
                        + ": "
                        + reason)));
    if (verdicts.stream().allMatch(Verdict::passed)) {
      terminal.say(
          terminal.mark(true) + " Every span that was to be sent came, and none but those.");
    }
  }

  private static void row(Table table, Verdict verdict, Terminal terminal) {
    Measurement found = verdict.measurement();
    table.row(
        found.asked().toString(),
        "" + found.requests(),
        percent(found.sent().failed()),
        "" + found.ended(),
        "" + found.received(),
        Spell.percent(found.loss(), DIGITS),
        "%s, %s to %s"
            .formatted(
                percent(found.share()),
                percent(found.interval().low()),
                percent(found.interval().high())),
        found.brokenLinks() == 0 ? "whole" : found.brokenLinks() + " broken",
        terminal.mark(verdict.passed()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private static Map<String, Object> json(Verdict verdict) {
    Measurement found = verdict.measurement();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sampling", found.asked().probability());
    json.put("passed", verdict.passed());
    json.put("reasons", verdict.reasons());
    json.put("rate", found.rate());
    json.put("due", found.sent().due());
    json.put("sent", found.sent().sent());
    json.put("right", found.sent().right());
    json.put("failed_share", found.sent().failed());
    json.put("statuses", new TreeMap<>(found.sent().statuses()));
    json.put("requests", found.requests());
    json.put("logged", found.logged());
    json.put("spans", found.ended());
    json.put("received", found.received());
    json.put("lost", found.lost());
    json.put("dropped", found.dropped());
    json.put("failed", found.failed());
    json.put("loss", found.loss());
    json.put("server_spans_expected", found.serverExpected());
    json.put("server_spans_missing", found.serverMissing());
    json.put("traces", found.traces());
    json.put("traces_sampled", found.sampled());
    json.put("traces_unexpected", found.unexpected());
    json.put("traces_of_no_request", found.own());
    json.put("share", found.share());
    json.put("share_low", found.interval().low());
    json.put("share_high", found.interval().high());
    json.put("broken_links", found.brokenLinks());
    return json;
  }
}
