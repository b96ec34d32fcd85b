package dev.nines.slo.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a time zone's clock differs from UTC, as a rule that holds for every year: an arithmetic
 * expression can follow it, where a table of years would end some day.
 *
 * @param winter the offset from the second change of a year to the first of the next; the only one
 *     where the clock never changes
 * @param summer the offset between the changes
 * @param changes the two changes of each year, the earlier month first; or none
 */
public record ZoneClock(ZoneOffset winter, ZoneOffset summer, List<Change> changes) {
  /** Zones are judged by what holds since; before, many had other rules. */
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  public ZoneClock {
    changes = List.copyOf(changes);
  }

  /**
   * A moment of each year. In a clock that is {@code shift} ahead of UTC it is midnight.
   *
   * @param day the first day it may be; it is that one, or the first {@code weekday} from it on
   */
  public record Change(Month month, int day, Optional<DayOfWeek> weekday, Duration shift) {}

  /** The zone's rule; empty where its clock changes by decree and not by rule. */
  public static Optional<ZoneClock> of(ZoneId zone) {
    var rules = zone.getRules();
    var yearly = rules.getTransitionRules();
    if (yearly.isEmpty()) {
      return rules.nextTransition(SINCE) == null
          ? Optional.of(new ZoneClock(rules.getOffset(SINCE), rules.getOffset(SINCE), List.of()))
          : Optional.empty();
    }
    boolean ruled =
        yearly.stream().allMatch(ZoneClock::isRegular)
            && rules.getTransitions().stream()
                .filter(transition -> transition.getInstant().isAfter(SINCE))
                .allMatch(transition -> isOf(yearly, transition));
    return yearly.size() == 2 && ruled ? Optional.of(of(yearly)) : Optional.empty();
  }

  private static boolean isOf(
      List<ZoneOffsetTransitionRule> yearly, ZoneOffsetTransition transition) {
    int year = transition.getDateTimeBefore().getYear();
    return yearly.stream().anyMatch(rule -> rule.createTransition(year).equals(transition));
  }

  private static ZoneClock of(List<ZoneOffsetTransitionRule> yearly) {
    var inOrder =
        yearly.stream().sorted(Comparator.comparing(ZoneOffsetTransitionRule::getMonth)).toList();
    return new ZoneClock(
        inOrder.getLast().getOffsetAfter(),
        inOrder.getFirst().getOffsetAfter(),
        inOrder.stream().map(ZoneClock::change).toList());
  }

  /** Whether it is "from the nth on", or "the last" of a month that is always as long. */
  private static boolean isRegular(ZoneOffsetTransitionRule rule) {
    int day = rule.getDayOfMonthIndicator();
    return day > 0 || (day == -1 && rule.getMonth() != Month.FEBRUARY);
  }

  private static Change change(ZoneOffsetTransitionRule rule) {
    int day = rule.getDayOfMonthIndicator();
    int week = rule.getDayOfWeek() == null ? 0 : 6;
    var clock =
        switch (rule.getTimeDefinition()) {
          case UTC -> ZoneOffset.UTC;
          case WALL -> rule.getOffsetBefore();
          case STANDARD -> rule.getStandardOffset();
        };
    var time =
        rule.isMidnightEndOfDay()
            ? Duration.ofDays(1)
            : Duration.ofSeconds(rule.getLocalTime().toSecondOfDay());
    return new Change(
        rule.getMonth(),
        day > 0 ? day : rule.getMonth().maxLength() - week,
        Optional.ofNullable(rule.getDayOfWeek()),
        Duration.ofSeconds(clock.getTotalSeconds()).minus(time));
  }
}
