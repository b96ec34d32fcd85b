package dev.nines.test.telemetry;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ids, names and paths that nobody has used before. */
final class MadeUp {
  private static final int NAME = 12;
  private static final Pattern OF_UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final Random random = new Random();

  String name() {
    return digits(NAME);
  }

  /** Hexadecimal ones; the first is not 0, since an id of zeroes is none. */
  String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    digits.append("123456789abcdef".charAt(random.nextInt(15)));
    while (digits.length() < count) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  /** The same request of other things: ids in the path and values in the query, and one more. */
  Call like(Call call) {
    String[] parts = call.path().split("\\?", 2);
    String query = parts.length == 1 ? "" : values(parts[1]) + "&";
    return call.to(path(parts[0], call.route()) + "?" + query + name() + "=" + name());
  }

  private String values(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(parameter -> parameter.replaceFirst("=.*", "=" + name()))
        .collect(Collectors.joining("&"));
  }

  /** Other segments where the route has a variable, and from where it has {@code **}. */
  private String path(String path, String route) {
    String[] segments = path.split("/", -1);
    String[] pattern = route.split("/", -1);
    return IntStream.range(0, segments.length)
        .mapToObj(i -> isOpen(pattern, i) ? segment(segments[i]) : segments[i])
        .collect(Collectors.joining("/"));
  }

  private static boolean isOpen(String[] pattern, int segment) {
    String its = pattern[Math.min(segment, pattern.length - 1)];
    return its.contains("{") || its.equals("**");
  }

  /** Of the same kind: what is no id to the service would be refused before it is looked up. */
  private String segment(String segment) {
    if (OF_UUID.matcher(segment).matches()) {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
    return segment.chars().allMatch(Character::isDigit)
        ? Integer.toString(random.nextInt(100_000_000, 1_000_000_000))
        : name();
  }
}
