package dev.nines.slo.openslo;

import dev.nines.slo.model.Period;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Calendar.Unit;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.ZoneClock;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an element of {@code timeWindow}: a rolling period, or one of the calendar. */
final class TimeWindow {
  private static final Duration MIN = Duration.ofDays(1);
  private static final Duration MAX = Duration.ofDays(92);
  private static final Pattern TURN = Pattern.compile("([1-9][0-9]{0,2})([dwMQY])");
  private static final int LAST_DAY_OF_ALL_MONTHS = 28;
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private final Report report;

  TimeWindow(Report report) {
    this.report = report;
  }

  Optional<Period> read(Block window) {
    var rolling = window.flag("isRolling").map(flag -> flag.value().equalsIgnoreCase("true"));
    var calendar = window.block("calendar");
    var duration = window.requiredText("duration");
    window.close();
    if (window.has("calendar")) {
      if (rolling.orElse(false)) {
        var fact = "A calendar and 'isRolling: true' are both given";
        report.add(window.place(), fact, "Give one of them");
      }
      return calendar.flatMap(block -> calendar(block, duration));
    }
    if (rolling.isEmpty() && !window.has("isRolling")) {
      var fix = "Add 'isRolling: true', or a calendar";
      report.add(window.place(), "Field 'isRolling' is missing", fix);
    } else if (rolling.isPresent() && !rolling.get()) {
      var fix = "Add 'calendar:' with startTime and timeZone, or write 'isRolling: true'";
      report.add(window.place(), "A period that does not roll needs a calendar", fix);
      return Optional.empty();
    }
    return duration.flatMap(this::rolling);
  }

  private Optional<Period> rolling(Text text) {
    var length = DurationText.read(text, report);
    if (length.isPresent()
        && (length.get().compareTo(MIN) < 0 || length.get().compareTo(MAX) > 0)) {
      var fact = "A rolling period of " + text.value() + " is not implemented";
      report.add(text.place(), fact, "Use 1d to 92d");
      return Optional.empty();
    }
    return length.map(Rolling::new);
  }

  private Optional<Period> calendar(Block calendar, Optional<Text> duration) {
    var start = calendar.requiredText("startTime");
    var time = start.flatMap(this::start);
    var zone = calendar.requiredText("timeZone").flatMap(this::zone);
    calendar.close();
    var turn = duration.flatMap(this::turn);
    if (time.isEmpty() || zone.isEmpty() || turn.isEmpty()) {
      return Optional.empty();
    }
    if (turn.get().unit == Unit.MONTH && time.get().getDayOfMonth() > LAST_DAY_OF_ALL_MONTHS) {
      var fact = "Not every month has a day " + time.get().getDayOfMonth();
      report.add(
          start.orElseThrow().place(), fact, "Begin periods of months on a day from 1 to 28");
      return Optional.empty();
    }
    return Optional.of(new Calendar(turn.get().count, turn.get().unit, time.get(), zone.get()));
  }

  private record Turn(int count, Unit unit) {}

  private Optional<Turn> turn(Text text) {
    var matcher = TURN.matcher(text.value());
    if (!matcher.matches()) {
      var fact = "'" + Block.shorten(text.value()) + "' is not a period of the calendar";
      report.add(text.place(), fact, "Write a number and d, w, M, Q or Y, such as 1M");
      return Optional.empty();
    }
    int count = Integer.parseInt(matcher.group(1));
    var turn =
        switch (matcher.group(2)) {
          case "d" -> new Turn(count, Unit.DAY);
          case "w" -> new Turn(7 * count, Unit.DAY);
          case "M" -> new Turn(count, Unit.MONTH);
          case "Q" -> new Turn(3 * count, Unit.MONTH);
          default -> new Turn(12 * count, Unit.MONTH);
        };
    if (turn.count > (turn.unit == Unit.DAY ? MAX.toDays() : 12)) {
      var fact = "A calendar period of " + text.value() + " is not implemented";
      report.add(text.place(), fact, "Use at most 92 days or 12 months");
      return Optional.empty();
    }
    return Optional.of(turn);
  }

  private Optional<LocalDateTime> start(Text text) {
    try {
      return Optional.of(LocalDateTime.parse(text.value().replace('T', ' '), START));
    } catch (DateTimeException e) {
      var fact = "'" + Block.shorten(text.value()) + "' is not a date with a time";
      report.add(text.place(), fact, "Write it as 2026-01-01 00:00:00, without a zone");
      return Optional.empty();
    }
  }

  private Optional<ZoneId> zone(Text text) {
    if (!ZoneId.getAvailableZoneIds().contains(text.value())) {
      var fact = "Unknown time zone '" + Block.shorten(text.value()) + "'";
      var near = Nearest.to(text.value(), ZoneId.getAvailableZoneIds());
      var other = "Use a name of the IANA database, such as Europe/Berlin";
      report.add(text.place(), fact, near.map(n -> "Did you mean '" + n + "'").orElse(other));
      return Optional.empty();
    }
    var zone = ZoneId.of(text.value());
    if (ZoneClock.of(zone).isEmpty()) {
      var fact = "The clock of " + text.value() + " changes by decree, which no rule can follow";
      report.add(text.place(), fact, "Use a zone of the same offset, such as UTC");
      return Optional.empty();
    }
    return Optional.of(zone);
  }
}
