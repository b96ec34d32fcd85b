package dev.nines.cli.status;

import java.time.Duration;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Windows as rules name them: {@code 5m}, {@code 1h}, {@code 30d}. */
final class Windows {
  static final Comparator<String> SHORTEST_FIRST =
      Comparator.comparing(Windows::duration).thenComparing(Comparator.naturalOrder());

  private static final Pattern WINDOW = Pattern.compile("(\\d+)([smhdw])");

  private Windows() {}

  static Duration duration(String window) {
    Matcher matcher = WINDOW.matcher(window);
    if (!matcher.matches()) {
      return Duration.ZERO;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
