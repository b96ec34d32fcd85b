package dev.nines.cli.chaos;

import java.util.List;

/**
 * What was counted.
 *
 * @param acknowledged requests, each with a key of its own, that were answered 201
 * @param cancelled cancellations that were answered 200
 */
public record Verdict(int acknowledged, int cancelled, List<Finding> findings) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  public long lost() {
    return count(Finding.Lost.class);
  }

  public long doubled() {
    return count(Finding.Doubled.class);
  }

  public long eventsLost() {
    return count(Finding.EventLost.class);
  }

  private long count(Class<? extends Finding> kind) {
    return findings.stream().filter(kind::isInstance).count();
  }

  public boolean clean() {
    return findings.isEmpty();
  }
}
