package dev.nines.slo.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whom an alert reaches: somebody now, or the team's queue. */
public enum Severity {
  PAGE,
  TICKET;

  /** As labels and files have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Severity::label).toList();
  }
}
