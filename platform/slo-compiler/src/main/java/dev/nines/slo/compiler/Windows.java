package dev.nines.slo.compiler;

import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which windows of an SLO are recorded.
 *
 * @param read those that its alerts compare, or those of an SLO that it is a part of
 * @param longs those of them of which alerts also ask how much is known, and how many events it had
 */
record Windows(Set<Duration> read, Set<Duration> longs) {
  private static final List<Duration> USUAL =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(3));
  static final Duration LONGEST_OF_BASE = Duration.ofHours(6);

  /** Longer than any window. */
  static final Duration ANY = Duration.ofDays(1_000);

  Windows {
    read = Set.copyOf(read);
    longs = Set.copyOf(longs);
  }

  static Windows of(Slo slo, List<Tier> tiers) {
    var conditions =
        slo.alerting().policies().stream().map(AlertPolicy::condition).map(c -> c.lookback());
    var ofTiers = tiers.stream().flatMap(t -> Stream.of(t.longWindow(), t.shortWindow()));
    return new Windows(
        Stream.concat(ofTiers, conditions).collect(Collectors.toSet()),
        tiers.stream().map(Tier::longWindow).collect(Collectors.toSet()));
  }

  /** These and those. */
  Windows and(Windows other) {
    return new Windows(union(read, other.read), union(longs, other.longs));
  }

  private static Set<Duration> union(Set<Duration> some, Set<Duration> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }

  /** Shorter than five minutes, beside the usual ones; shortest first. */
  List<Duration> live() {
    return read.stream().filter(w -> w.compareTo(LiveSeries.LONGEST) < 0).sorted().toList();
  }

  /** Of up to six hours, shortest first. */
  List<Duration> ofBase(Duration period) {
    return longer(period).filter(window -> window.compareTo(LONGEST_OF_BASE) <= 0).toList();
  }

  /** Longer than six hours and shorter than the period, shortest first. */
  List<Duration> ofPeriod(Duration period) {
    return longer(period)
        .filter(window -> window.compareTo(LONGEST_OF_BASE) > 0 && !window.equals(period))
        .toList();
  }

  private Stream<Duration> longer(Duration period) {
    var all = new TreeSet<>(USUAL);
    all.addAll(read);
    return all.stream()
        .filter(w -> w.compareTo(LiveSeries.LONGEST) > 0 && w.compareTo(period) <= 0);
  }

  boolean isLong(Duration window) {
    return longs.contains(window) || window.equals(NoDataAlerts.IDLE_FOR);
  }
}
