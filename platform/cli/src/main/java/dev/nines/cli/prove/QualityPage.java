package dev.nines.cli.prove;

import dev.nines.cli.replay.ReplayPage;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Proofs as a Markdown page. The same proofs give the same page, byte for byte. */
public final class QualityPage {
  private static final String NONE = "-";

  private QualityPage() {}

  /** The page. */
  public static String of(List<Proof> proofs) {
    var page = new StringBuilder();
    page.append(
        """
        # How good the alerts are

        Measured by `./nines slo prove`, which replays each incident through the compiled rules in a real Prometheus. Times are rule time: from
        the incident's first event to the evaluation at which the alert fires. Counters are scraped each 2 s, 50 events a second; nothing is
        rounded in favour of the rules. Run it again: the page comes out the same.

        A page or ticket counts when people hear of it, not when a higher tier of the same SLO inhibits it. *Reset* is from the end of the incident
        until the last page ends. *Precision* is the share of a tier's firings in incidents that did spend the tier's budget within its long window;
        *recall* the share of such incidents at which it fired.
        """);
    proofs.forEach(proof -> section(proof, page));
    return page.toString();
  }

  private static void section(Proof proof, StringBuilder page) {
    page.append("\n## ").append(title(proof.slo())).append("\n\n");
    page.append(bars(proof)).append('\n');
    page.append("| incident | budget spent | page after | ticket after | reset | pages |\n");
    page.append("|---|---|---|---|---|---|\n");
    proof.results().forEach(result -> page.append(row(result)));
    page.append(
        "\n| tier | severity | budget, window | precision | recall |\n|---|---|---|---|---|\n");
    proof.tiers().forEach(tier -> page.append(row(tier)));
  }

  private static String title(Slo slo) {
    return "%s: %s %% over %d days"
        .formatted(
            slo.name(), slo.objective().percent().toPlainString(), slo.period().length().toDays());
  }

  private static String bars(Proof proof) {
    return """
    | what | bar | measured |
    |---|---|---|
    | period SLI against the raw series, share of the budget | 0.1 %% | %s %% |
    | samples of error ratios that are no number | 0 | %d |
    | pages in 30 healthy days | 0 | %d |
    | incidents that spend 5 %% or more, faster than evenly, and nobody hears of | 0 | %s |
    | longest time until a page ends after the incident | 5m | %s |
    """
        .formatted(
            number(100 * proof.deviation()),
            proof.notNumbers(),
            proof.falsePages(),
            missed(proof.missed()),
            ReplayPage.words(proof.longestReset()));
  }

  private static String missed(List<Result> missed) {
    return missed.isEmpty()
        ? "0"
        : missed.size()
            + ": "
            + String.join(", ", missed.stream().map(r -> r.subject().incident().name()).toList());
  }

  private static String row(Result result) {
    var incident = result.subject().incident();
    return "| %s: %s | %s | %s | %s | %s | %d |\n"
        .formatted(
            incident.name(),
            incident.description(),
            result.subject().noise().isPresent()
                ? "half of what there is"
                : number(100 * result.subject().spent()) + " %",
            words(result.page()),
            words(result.ticket()),
            words(result.reset()),
            result.pages());
  }

  private static String row(TierQuality quality) {
    var threshold = quality.threshold();
    return "| %s | %s | %s %% in %s | %s of %d | %s of %d |\n"
        .formatted(
            threshold.tier().name(),
            threshold.tier().severity().label(),
            number(100 * threshold.budgetSpent().doubleValue()),
            ReplayPage.words(threshold.tier().longWindow()),
            number(quality.precision()),
            quality.fired(),
            number(quality.recall()),
            quality.deserved());
  }

  private static String words(Optional<Duration> duration) {
    return duration.map(ReplayPage::words).orElse(NONE);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.3f", number).replaceAll("\\.?0+$", "");
  }
}
