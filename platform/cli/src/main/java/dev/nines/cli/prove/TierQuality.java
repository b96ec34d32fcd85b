package dev.nines.cli.prove;

import dev.nines.slo.compiler.BurnThreshold;
import java.util.List;

/**
 * How often a tier fired when it should have, and only then.
 *
 * @param deserved cases that spend a tier's share of the budget within its long window
 * @param fired cases in which it fired
 * @param both cases in which it did and should have
 */
public record TierQuality(BurnThreshold threshold, int deserved, int fired, int both) {
  static TierQuality of(BurnThreshold threshold, List<Result> results) {
    var name = threshold.tier().name();
    int deserved = 0;
    int fired = 0;
    int both = 0;
    for (var result : results) {
      boolean should = result.subject().deserves(threshold);
      boolean did = result.fired(name);
      deserved += should ? 1 : 0;
      fired += did ? 1 : 0;
      both += should && did ? 1 : 0;
    }
    return new TierQuality(threshold, deserved, fired, both);
  }

  /** The share of firings that were deserved; 1 when it never fired. */
  public double precision() {
    return fired == 0 ? 1 : (double) both / fired;
  }

  /** The share of what deserved it at which it fired; 1 when nothing did. */
  public double recall() {
    return deserved == 0 ? 1 : (double) both / deserved;
  }
}
