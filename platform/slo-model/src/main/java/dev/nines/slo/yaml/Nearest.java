package dev.nines.slo.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** What to do about a wrong name: the one that was probably meant, or else all there are. */
  public static String fix(String wrong, Collection<String> known) {
    if (known.isEmpty()) {
      return "Remove it";
    }
    return to(wrong, known)
        .map(name -> "Did you mean '" + name + "'")
        .orElseGet(() -> "Use one of: " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Empty when nothing is near: a wild guess misleads more than none. */
  public static Optional<String> to(String wrong, Collection<String> known) {
    return known.stream()
        .filter(name ->
            distance(wrong, name) <= (name.length() < 4 ? 1 : Math.max(2, name.length() / 3)))
        .min(
            Comparator.comparingInt((String name) -> distance(wrong, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's edit distance without regard to case; of at most 100 characters. */
  private static int distance(String a, String b) {
    var left = a.substring(0, Math.min(a.length(), 100)).toLowerCase(Locale.ROOT);
    var right = b.substring(0, Math.min(b.length(), 100)).toLowerCase(Locale.ROOT);
    var row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
