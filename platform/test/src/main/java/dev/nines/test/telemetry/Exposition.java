package dev.nines.test.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one scrape answered.
 *
 * @param families by name, in the order of the text
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
public record Exposition(Map<String, Family> families) {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][\\w:]*)(?:\\{(.*?)})? (\\S+)(?: [\\d.eE+-]+)?(?: # \\{(.*?)} .*)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern SUFFIX =
      Pattern.compile("_(?:total|count|sum|bucket|info|created)$");

  /**
   * Samples of one meaning.
   *
   * @param type such as {@code counter}; {@code unknown} if the text does not say
   * @param help empty if the text has none
   */
  public record Family(String name, String type, String help, List<Sample> samples) {}

  /**
   * One line.
   *
   * @param exemplar its labels; empty if there is none
   */
  public record Sample(
      String name, Map<String, String> labels, double value, Map<String, String> exemplar) {
    /** Its name and labels: what Prometheus tells series apart by. */
    String series() {
      return name + labels;
    }

    boolean has(Map<String, String> wanted) {
      return labels.entrySet().containsAll(wanted.entrySet());
    }
  }

  /**
   * Reads a scrape's text.
   *
   * @throws IllegalArgumentException naming the line that is no sample, or if the end is missing
   */
  public static Exposition parse(String text) {
    Map<String, Family> families = new LinkedHashMap<>();
    boolean ended = false;
    for (String line : text.lines().toList()) {
      ended = line.equals("# EOF");
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", 4);
        Family family = family(families, words[2]);
        families.put(words[2], new Family(words[2], words[3], family.help(), family.samples()));
      } else if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        Family family = family(families, words[2]);
        String help = words.length < 4 ? "" : words[3].strip();
        families.put(words[2], new Family(words[2], family.type(), help, family.samples()));
      } else if (!line.startsWith("#") && !line.isBlank()) {
        Sample sample = sample(line);
        owner(families, sample.name()).samples().add(sample);
      }
    }
    if (!ended) {
      throw new IllegalArgumentException("a scrape must end in # EOF, its last line was not");
    }
    return new Exposition(families);
  }

  private static Family family(Map<String, Family> families, String name) {
    return families.computeIfAbsent(name, _ -> new Family(name, "unknown", "", new ArrayList<>()));
  }

  private static Family owner(Map<String, Family> families, String sample) {
    Family exact = families.get(sample);
    return exact != null ? exact : family(families, SUFFIX.matcher(sample).replaceFirst(""));
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a line must be a sample, was: " + line);
    }
    return new Sample(
        matcher.group(1),
        labels(matcher.group(2)),
        value(matcher.group(3)),
        labels(matcher.group(4)));
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Map<String, String> labels(@Nullable String text) {
    return text == null
        ? Map.of()
        : LABEL
            .matcher(text)
            .results()
            .collect(
                Collectors.toMap(
                    label -> label.group(1), label -> label.group(2), (a, _) -> a, TreeMap::new));
  }

  /** Every sample. */
  Stream<Sample> samples() {
    return families.values().stream().flatMap(family -> family.samples().stream());
  }

  /** The samples of a name, such as {@code http_server_requests_seconds_count}. */
  List<Sample> samples(String name) {
    return samples().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The family that has samples of a name. */
  Optional<Family> familyOf(String sample) {
    return families.values().stream()
        .filter(family -> family.samples().stream().anyMatch(each -> each.name().equals(sample)))
        .findFirst();
  }

  /** All series. */
  Set<String> series() {
    return samples().map(Sample::series).collect(Collectors.toSet());
  }
}
