package dev.nines.autoconfigure.masking.policy;

import dev.nines.autoconfigure.masking.policy.MaskPath.Root;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a path, and says at which character it goes wrong. */
final class PathText {
  private static final int MAX_SEGMENTS = 16;
  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}.*\\[\\](){}\"',;=]+");

  /** What the platform itself writes on every line; no user's data. */
  private static final Set<String> PLATFORM_KEYS =
      Set.of(
          "ts",
          "level",
          "service",
          "env",
          "version",
          "logger",
          "thread",
          "trace_id",
          "span_id",
          "error_type");

  private final Text text;
  private final Report report;

  private PathText(Text text, Report report) {
    this.text = text;
    this.report = report;
  }

  /** Empty when something about it has been reported. */
  static Optional<MaskPath> read(Text text, Report report) {
    return new PathText(text, report).read();
  }

  private Optional<MaskPath> read() {
    String[] words = text.value().split("\\.", -1);
    Optional<Root> root = root(words[0]);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    if (words.length == 1) {
      return wrong(0, "Path '%s' names no field", words[0], "Add one: " + words[0] + ".NAME");
    }
    if (words.length > MAX_SEGMENTS + 1) {
      return wrong(
          0, "Path '%s' is too long", text.value(), "Use at most " + MAX_SEGMENTS + " segments");
    }
    return segments(words).flatMap(segments -> path(root.get(), segments));
  }

  private Optional<Root> root(String word) {
    Optional<Root> root =
        Arrays.stream(Root.values()).filter(each -> each.text().equals(word)).findFirst();
    if (root.isEmpty()) {
      List<String> known = Stream.of(Root.values()).map(Root::text).toList();
      wrong(0, "A path cannot begin with '%s'", word, Nearest.fix(word, known));
    }
    return root;
  }

  private Optional<List<String>> segments(String[] words) {
    List<String> segments = new ArrayList<>();
    int at = words[0].length() + 1;
    for (int i = 1; i < words.length; i++) {
      if (!isSegment(words[i], at)) {
        return Optional.empty();
      }
      segments.add(MaskPath.normal(words[i]));
      at += words[i].length() + 1;
    }
    return Optional.of(segments);
  }

  private boolean isSegment(String word, int at) {
    if (MaskPath.isWildcard(word) || NAME.matcher(word).matches()) {
      return true;
    }
    if (word.isEmpty()) {
      wrong(at, "Path '%s' has an empty segment", text.value(), "Write one name between two dots");
    } else if (word.contains("[")) {
      wrong(at, "'%s' has an index", word, "Leave it out: paths go through arrays by themselves");
    } else if (word.contains("*")) {
      wrong(at, "'%s' is only in part a wildcard", word, "Write * for one name, ** for any number");
    } else {
      wrong(at, "'%s' is not a name", word, "Use no blanks, quotes, brackets or punctuation");
    }
    return false;
  }

  private Optional<MaskPath> path(Root root, List<String> segments) {
    if (root == Root.LOG && PLATFORM_KEYS.contains(segments.getFirst())) {
      String fact = "Key '%s' of a log line is the platform's own, and holds no user's data";
      return wrong(Root.LOG.text().length() + 1, fact, segments.getFirst(), "Remove the path");
    }
    return Optional.of(new MaskPath(root, segments));
  }

  private <T> Optional<T> wrong(int at, String fact, String word, String fix) {
    report.add(text.at(at), fact.formatted(Block.shorten(word)), fix);
    return Optional.empty();
  }
}
