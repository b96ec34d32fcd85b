package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.Slos;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Calendar.Unit;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calendar as Prometheus reckons it against the JDK's, from 2026 to 2040. */
@Execution(ExecutionMode.CONCURRENT)
class CalendarIT {
  /** Neither hours nor days of a year are a multiple of it: the moments are all over the year. */
  private static final Duration STEP = Duration.parse("P157DT7H17M");

  private static final Instant FROM = Instant.parse("2026-01-10T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2040-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1,DAY,Europe/Berlin",
    "14,DAY,America/New_York",
    "1,MONTH,Europe/Berlin",
    "1,MONTH,Australia/Sydney",
    "3,MONTH,America/New_York",
    "5,MONTH,Asia/Kolkata",
    "12,MONTH,Pacific/Auckland"
  })
  void turns_areThoseOfThePlacesCalendar(int count, Unit unit, String zone) throws Exception {
    var slo = Slos.calendar(count, unit, zone);
    var calendar = (Calendar) slo.period();
    var folder = Files.createTempDirectory("calendar");
    GeneratedFiles.of(new SloCompiler(Options.defaults()).compiled(List.of(slo))).write(folder);
    var tests = new StringBuilder();
    tests.append("rule_files: [shop.rules.yaml]\nevaluation_interval: ");
    tests.append(STEP.toSeconds()).append("s\ntests:\n  - interval: 1m\n    promql_expr_test:\n");
    int checked = 0;
    for (long at = 0; at < UNTIL.getEpochSecond(); at += STEP.toSeconds()) {
      if (at >= FROM.getEpochSecond()) {
        var begin = begin(calendar, at);
        expect(tests, at, "slo:period_start:timestamp", calendar, begin);
        expect(tests, at, "slo:period_end:timestamp", calendar, next(calendar, begin));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(30);
    Files.writeString(folder.resolve("calendar.tests.yaml"), tests.toString());
    var promtool = Tool.find("promtool", "NINES_PROMTOOL").orElseThrow();
    var answer = promtool.run(folder, "test", "rules", "calendar.tests.yaml");
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  private static void expect(
      StringBuilder tests, long at, String series, Calendar calendar, LocalDateTime turn) {
    tests.append(
        """
              - expr: max(%s)
                eval_time: %ds
                exp_samples: [{labels: '{}', value: %d}]
        """
            .formatted(series, at, turn.atZone(calendar.zone()).toEpochSecond()));
  }

  private static LocalDateTime begin(Calendar calendar, long at) {
    var local = LocalDateTime.ofInstant(Instant.ofEpochSecond(at), calendar.zone());
    long units =
        switch (calendar.unit()) {
          case DAY -> ChronoUnit.DAYS.between(calendar.start(), local);
          case MONTH -> ChronoUnit.MONTHS.between(calendar.start(), local);
        };
    return plus(calendar, calendar.start(), units / calendar.count() * calendar.count());
  }

  private static LocalDateTime next(Calendar calendar, LocalDateTime begin) {
    return plus(calendar, begin, calendar.count());
  }

  private static LocalDateTime plus(Calendar calendar, LocalDateTime begin, long units) {
    return switch (calendar.unit()) {
      case DAY -> begin.plusDays(units);
      case MONTH -> begin.plusMonths(units);
    };
  }
}
