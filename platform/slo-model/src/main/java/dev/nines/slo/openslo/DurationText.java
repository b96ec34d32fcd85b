package dev.nines.slo.openslo;

import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads OpenSLO's duration shorthand, {@code 30d}; refuses calendar units, whose length varies. */
final class DurationText {
  private static final Pattern SHORTHAND = Pattern.compile("([1-9][0-9]{0,5})([mhdw])");

  private DurationText() {}

  static Optional<Duration> read(Text text, Report report) {
    var matcher = SHORTHAND.matcher(text.value());
    if (!matcher.matches()) {
      report.add(
          text.place(),
          "'" + Block.shorten(text.value()) + "' is not a duration",
          "Write a number and m, h, d or w, such as 30d");
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        });
  }
}
