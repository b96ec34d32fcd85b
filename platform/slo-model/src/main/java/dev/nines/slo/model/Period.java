package dev.nines.slo.model;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The time over which an objective must hold and its error budget is spent. */
public sealed interface Period {
  /** How long the period is, whichever clocks change; what burn rates are reckoned by. */
  Duration length();

  /**
   * The last {@code length} before any moment.
   *
   * @param length whole minutes, at least one
   */
  record Rolling(Duration length) implements Period {
    public Rolling {
      if (length.toMinutes() < 1 || !length.equals(Duration.ofMinutes(length.toMinutes()))) {
        throw new IllegalArgumentException("length must be whole minutes, was: " + length);
      }
    }

    public static Rolling days(int days) {
      return new Rolling(Duration.ofDays(days));
    }
  }

  /**
   * From one turn of the calendar to the next, as people of a place count them.
   *
   * @param count of {@code unit}s, at least 1: a quarter is 3 months, a year is 12
   * @param start the beginning of any one period, on that place's clock
   * @param zone one whose clock follows a rule, {@link ZoneClock}
   */
  record Calendar(int count, Unit unit, LocalDateTime start, ZoneId zone) implements Period {
    /** What a calendar counts in. */
    public enum Unit {
      DAY,
      MONTH
    }

    public Calendar {
      if (count < 1 || (unit == Unit.MONTH && (count > 12 || start.getDayOfMonth() > 28))) {
        throw new IllegalArgumentException(
            "count must be at least 1 (of months, at most 12) and months begin on a day from 1 to 28, was: "
                + count
                + " "
                + unit
                + " from "
                + start);
      }
      if (ZoneClock.of(zone).isEmpty()) {
        throw new IllegalArgumentException("zone must change its clock by a rule, was: " + zone);
      }
    }

    /** By which rule the zone's clock changes. */
    public ZoneClock clock() {
      return ZoneClock.of(zone).orElseThrow();
    }

    /** A month's nominal length is 30 days, a year's 365. */
    @Override
    public Duration length() {
      return switch (unit) {
        case DAY -> Duration.ofDays(count);
        case MONTH -> Duration.ofDays(count == 12 ? 365 : 30L * count);
      };
    }

    /** No period is longer. */
    public Duration longest() {
      return switch (unit) {
        case DAY -> Duration.ofDays(count).plusHours(2);
        case MONTH -> Duration.ofDays(count == 12 ? 366 : 31L * count).plusHours(2);
      };
    }
  }
}
