package dev.nines.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Calendar.Unit;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTests {
  @ParameterizedTest
  @CsvSource({"1d,1,DAY", "2w,14,DAY", "1M,1,MONTH", "1Q,3,MONTH", "1Y,12,MONTH"})
  void turn_ofTheCalendar_isRead(String duration, int count, Unit unit) {
    var text = calendar("duration: " + duration, "2026-04-06 06:30:00");
    assertThat(SloTexts.read(text).getFirst().period())
        .isEqualTo(
            new Calendar(
                count, unit, LocalDateTime.of(2026, 4, 6, 6, 30), ZoneId.of("America/New_York")));
  }

  @Test
  void day_thatNotEveryMonthHas_isRejected() {
    assertThat(SloTexts.problems(calendar("duration: 1M", "2026-01-31 00:00:00")))
        .containsExactly(
            "shop.yaml:34:20: Not every month has a day 31. Begin periods of months on a day from 1"
                + " to 28.");
    assertThat(SloTexts.read(calendar("duration: 1d", "2026-01-31 00:00:00"))).hasSize(1);
  }

  @Test
  void turn_thatIsTooLong_isRejected() {
    for (var tooLong : List.of("2Y", "13M", "93d")) {
      assertThat(SloTexts.problems(calendar("duration: " + tooLong, "2026-01-01 00:00:00")))
          .singleElement()
          .asString()
          .contains("A calendar period of " + tooLong + " is not implemented");
    }
  }

  @Test
  void calendar_thatRolls_isRejected() {
    var text = calendar("duration: 1M", "2026-01-01 00:00:00");
    assertThat(SloTexts.problems(text.replace("isRolling: false", "isRolling: true")))
        .singleElement()
        .asString()
        .contains("A calendar and 'isRolling: true' are both given");
  }

  private static String calendar(String duration, String start) {
    return SloTexts.with("duration: 30d", duration)
        .replace(
            "isRolling: true",
            """
            isRolling: false
                  calendar:
                    startTime: %s
                    timeZone: America/New_York\
            """
                .formatted(start));
  }
}
