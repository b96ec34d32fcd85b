package dev.nines.slo.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The alert tiers, highest first; each inhibits those below it. */
public enum TierName {
  CLIFF,
  FAST,
  MEDIUM,
  SLOW,
  TREND,
  DRIFT;

  /** As labels and files have it, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All labels, highest first. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(TierName::label).toList();
  }
}
