package dev.nines.autoconfigure.masking.policy;

import java.util.List;
import java.util.Locale;

/**
 * Where values are that a policy hides: {@code body.customer.*.phone}. A path covers all that lies
 * below it; arrays add no segment.
 *
 * @param root what the segments are looked for in
 * @param segments at least one; names as {@link #normal} writes them, {@link #ANY} for any one
 *     name, {@link #DEEP} for any number of names
 */
public record MaskPath(Root root, List<String> segments) {
  public static final String ANY = "*";
  public static final String DEEP = "**";

  /** The first word of a path. */
  public enum Root {
    /** Captured headers. */
    HEADERS,
    /** Query parameters. */
    QUERY,
    /** JSON: the own keys of a log event, structured arguments, JSON in texts. */
    BODY,
    /** The own keys of a log event. */
    LOG,
    /** The attributes of spans and of their events. */
    SPAN;

    /** As a path writes it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public MaskPath {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("segments must not be empty");
    }
  }

  /** How many names it says; of two paths to one value, the one that says more counts. */
  public int names() {
    return (int) segments.stream().filter(segment -> !isWildcard(segment)).count();
  }

  /** Whether it says the very name of the value. */
  public boolean endsWithName() {
    return !isWildcard(segments.getLast());
  }

  public static boolean isWildcard(String segment) {
    return segment.equals(ANY) || segment.equals(DEEP);
  }

  /** A name as paths compare it: without regard to case, and {@code -} the same as {@code _}. */
  public static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public String toString() {
    return root.text() + "." + String.join(".", segments);
  }
}
