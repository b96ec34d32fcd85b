package dev.nines.slo.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.ZoneClock.Change;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each zone's rule, followed as the compiled expressions do, against the JDK's own. */
class ZoneClockTests {
  private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final long UNTIL = Instant.parse("2060-01-01T00:00:00Z").getEpochSecond();

  @Test
  void rule_givesTheOffsetOfEachMoment() {
    var random = new Random(1);
    int zones = 0;
    for (var name : ZoneId.getAvailableZoneIds()) {
      var zone = ZoneId.of(name);
      var clock = ZoneClock.of(zone);
      if (clock.isPresent()) {
        zones++;
        for (int i = 0; i < 100; i++) {
          var moment = Instant.ofEpochSecond(random.nextLong(FROM, UNTIL));
          assertThat(offset(clock.get(), moment))
              .as(name + " at " + moment)
              .isEqualTo(zone.getRules().getOffset(moment));
        }
      }
    }
    assertThat(zones).isGreaterThan(500);
  }

  @Test
  void rule_changesAtTheVerySecond() {
    for (var name : new String[] {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}) {
      var rules = ZoneId.of(name).getRules();
      var clock = ZoneClock.of(ZoneId.of(name)).orElseThrow();
      var moment = Instant.ofEpochSecond(FROM);
      for (int i = 0; i < 20; i++) {
        moment = rules.nextTransition(moment).getInstant();
        assertThat(offset(clock, moment)).isEqualTo(rules.getOffset(moment));
        var before = moment.minusSeconds(1);
        assertThat(offset(clock, before)).isEqualTo(rules.getOffset(before));
      }
    }
  }

  private static ZoneOffset offset(ZoneClock clock, Instant moment) {
    if (clock.changes().isEmpty()) {
      return clock.winter();
    }
    var first = clock.changes().getFirst();
    var last = clock.changes().getLast();
    // At the turn of a year, the two shifted clocks are not in the same one.
    var month = LocalDateTime.ofInstant(moment.plus(first.shift()), ZoneOffset.UTC).getMonth();
    boolean summer =
        isAfter(first, moment) && month.compareTo(last.month()) <= 0 && !isAfter(last, moment);
    return summer ? clock.summer() : clock.winter();
  }

  private static boolean isAfter(Change change, Instant moment) {
    var shifted = LocalDateTime.ofInstant(moment.plus(change.shift()), ZoneOffset.UTC);
    var first =
        shifted.toLocalDate().withMonth(change.month().getValue()).withDayOfMonth(change.day());
    var day = change.weekday().map(d -> first.with(TemporalAdjusters.nextOrSame(d))).orElse(first);
    return !shifted.toLocalDate().isBefore(day);
  }
}
