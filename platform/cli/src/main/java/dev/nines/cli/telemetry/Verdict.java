package dev.nines.cli.telemetry;

import dev.nines.cli.terminal.Spell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Whether a measurement keeps what is promised of spans.
 *
 * @param reasons why not, a sentence each; none if it does
 */
public record Verdict(Measurement measurement, List<String> reasons) {
  private static final double LOSS = 0.0005;
  private static final double TOLERANCE = 0.03;
  private static final double SENT = 0.99;
  private static final double RIGHT = 0.5;
  private static final int DIGITS = 4;

  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /**
   * Judges: at most 0.05 % of spans lost, sampling within 3 % of what was asked as far as chance
   * allows to tell, and exactly the traces that the sampler takes, no broken link.
   */
  public static Verdict of(Measurement found) {
    List<String> reasons = new ArrayList<>();
    evidence(found, reasons);
    if (found.loss() > LOSS) {
      reasons.add(
          "%d of %d spans did not come (%s of all, %d of %d server spans), at most %s may be lost; %d found a queue full, %d exports failed."
              .formatted(
                  found.lost(),
                  found.ended(),
                  percent(share(found.lost(), found.ended())),
                  found.serverMissing(),
                  found.serverExpected(),
                  percent(LOSS),
                  found.dropped(),
                  found.failed()));
    }
    sampling(found, reasons);
    if (found.brokenLinks() > 0) {
      reasons.add(
          found.brokenLinks() + " spans have a parent that did not come, or lost their trace.");
    }
    return new Verdict(found, reasons);
  }

  public boolean passed() {
    return reasons.isEmpty();
  }

  // Without these nothing can be said.
  private static void evidence(Measurement found, List<String> reasons) {
    Sent sent = found.sent();
    if (sent.sent() < SENT * sent.due()) {
      reasons.add(
          "Only %d of %d requests could be sent: this machine does not bear %s requests/s; ask for fewer by --rate."
              .formatted(sent.sent(), sent.due(), rate(found.rate())));
    }
    if (sent.right() < RIGHT * sent.sent()) {
      reasons.add(
          "Only %d of %d requests had the answer that they must have (by status: %s): little is known of telemetry where requests are served. Warm up longer by --warm-up, or ask for fewer by --rate."
              .formatted(sent.right(), sent.sent(), new TreeMap<>(sent.statuses())));
    }
    if (!found.restarted().isEmpty()) {
      reasons.add(String.join(", ", found.restarted()) + " was started again, and has forgotten.");
    }
    if (found.requests() == 0 || !found.incomplete().isEmpty()) {
      reasons.add(
          "The access logs have %d requests and the services counted %d (%s): what must have come is not known."
              .formatted(found.logged(), found.requests(), String.join(", ", found.incomplete())));
    }
    if (found.turnedAway() > 0) {
      reasons.add(found.turnedAway() + " spans more came than could be kept.");
    }
  }

  private static void sampling(Measurement found, List<String> reasons) {
    double asked = found.asked().probability();
    Interval allowed = new Interval(asked * (1 - TOLERANCE), asked * (1 + TOLERANCE));
    if (found.interval().isApartFrom(allowed)) {
      reasons.add(
          "%s of traces were sampled (99.9 %% sure: %s to %s), asked were %s, give or take %s of that."
              .formatted(
                  percent(found.share()),
                  percent(found.interval().low()),
                  percent(found.interval().high()),
                  found.asked(),
                  percent(TOLERANCE)));
    }
    if (found.unexpected() > 0) {
      reasons.add(
          found.unexpected()
              + " traces came that the sampler refuses by their id, or with server spans of no request.");
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static String percent(double share) {
    return Spell.percent(share, DIGITS);
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%.0f", rate);
  }
}
