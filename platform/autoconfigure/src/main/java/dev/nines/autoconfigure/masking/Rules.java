package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.PathTree.Cursor;
import dev.nines.autoconfigure.masking.policy.DataMaskPolicy;
import dev.nines.autoconfigure.masking.policy.DataMaskPolicy.Field;
import dev.nines.autoconfigure.masking.policy.Default;
import dev.nines.autoconfigure.masking.policy.MaskPath;
import dev.nines.autoconfigure.masking.policy.MaskPath.Root;
import dev.nines.autoconfigure.masking.policy.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is hidden in one signal: the defaults and the policies' paths, made fast to ask. */
final class Rules {
  /** Keys may be users' data, too: beyond so many, none is kept. */
  private static final int MAX_KNOWN = 512;

  private final Set<Default> defaults;
  private final Cursor top;
  private final Cursor document;
  private final Cursor query;

  /** What a key of this name, at any depth, holds: "headers" in a document holds headers. */
  private final Map<String, Cursor> places;

  private final List<TextName> textNames;

  /** Of own keys, which are the same few on every line. */
  private final Map<String, Step> known = new ConcurrentHashMap<>();

  /** A name that hides its value where a text says {@code name=value}. */
  private record TextName(String name, Field field) {}

  Rules(List<DataMaskPolicy> policies, Signal signal) {
    List<DataMaskPolicy> own =
        policies.stream().filter(policy -> policy.scope().signals().contains(signal)).toList();
    Root keys = signal == Signal.LOGS ? Root.LOG : Root.SPAN;
    List<Field> fields =
        own.stream()
            .flatMap(policy -> policy.fields().stream())
            .filter(field -> isReadHere(field.path().root(), keys))
            .toList();
    this.defaults = EnumSet.allOf(Default.class);
    own.forEach(policy -> defaults.removeAll(policy.dropped()));
    this.top = top(fields, keys);
    this.document = tree(fields, Root.BODY);
    this.query = tree(fields, Root.QUERY);
    this.places = places(tree(fields, Root.HEADERS), query, document);
    this.textNames = textNames(fields);
  }

  private static boolean isReadHere(Root root, Root keys) {
    return switch (root) {
      case HEADERS, QUERY, BODY -> true;
      case LOG, SPAN -> root == keys;
    };
  }

  /** Own keys: what names them, what is in bodies, and headers as OpenTelemetry names them. */
  private static Cursor top(List<Field> fields, Root keys) {
    PathTree tree = new PathTree();
    for (Field field : fields) {
      List<String> segments = field.path().segments();
      if (field.path().root() == keys || field.path().root() == Root.BODY) {
        tree.add(segments, field);
      } else if (field.path().root() == Root.HEADERS) {
        tree.add(joined(List.of("http", "request", "header"), segments), field);
        tree.add(joined(List.of("http", "response", "header"), segments), field);
      }
    }
    return tree.start();
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Cursor tree(List<Field> fields, Root root) {
    PathTree tree = new PathTree();
    fields.stream()
        .filter(field -> field.path().root() == root)
        .forEach(field -> tree.add(field.path().segments(), field));
    return tree.start();
  }

  private static Map<String, Cursor> places(Cursor headers, Cursor query, Cursor body) {
    Map<String, Cursor> places = new HashMap<>();
    places.put(Root.HEADERS.text(), headers);
    places.put(Root.QUERY.text(), query);
    places.put(Root.BODY.text(), body);
    places.values().removeIf(Cursor::isEmpty);
    return Map.copyOf(places);
  }

  private static List<TextName> textNames(List<Field> fields) {
    Map<String, Field> byName = new HashMap<>();
    for (Field field : fields) {
      if (field.path().endsWithName()) {
        byName.merge(
            field.path().segments().getLast(),
            field,
            (one, other) -> PathTree.isBetter(other, one) ? other : one);
      }
    }
    List<TextName> names = new ArrayList<>();
    byName.forEach((name, field) -> names.add(new TextName(name, field)));
    return List.copyOf(names);
  }

  boolean has(Default rule) {
    return defaults.contains(rule);
  }

  /** Whether any path may lead into JSON. */
  boolean readsJson() {
    return !top.isEmpty() || !document.isEmpty() || !places.isEmpty();
  }

  /** Before the outermost keys of a JSON document. */
  Cursor document() {
    return document;
  }

  /**
   * At the value of a key.
   *
   * @param at the paths that have matched so far
   * @param verdict about the value; null if it may be seen
   */
  record Step(Cursor at, @Nullable Verdict verdict) {}

  /** Goes to the value of an own key of a log event or a span. */
  Step own(String key) {
    Step step = known.get(key);
    if (step != null) {
      return step;
    }
    Step own = step(top, key, null);
    // The value of an own key is a document of its own.
    Step found = new Step(own.at().plus(document), own.verdict());
    if (known.size() < MAX_KNOWN) {
      known.put(key, found);
    }
    return found;
  }

  /**
   * Goes to the value of the key {@code name}, whose dots separate names.
   *
   * @param around about what the key lies in
   */
  Step step(Cursor at, String name, @Nullable Verdict around) {
    if (at.isEmpty() && places.isEmpty()) {
      return new Step(Cursor.NONE, verdict(null, name, around));
    }
    Cursor next = at;
    Field field = null;
    Verdict outer = around;
    for (String segment : MaskPath.normal(name).split("\\.", -1)) {
      outer = field == null ? outer : Verdict.of(field.type());
      next = next.step(segment).plus(places.getOrDefault(segment, Cursor.NONE));
      field = next.field();
    }
    return new Step(next, verdict(field, name, outer));
  }

  /**
   * A path that says this name counts most, then a default, then a wildcard, then what is around.
   */
  private @Nullable Verdict verdict(
      @Nullable Field field, String name, @Nullable Verdict otherwise) {
    if (field != null && field.path().endsWithName()) {
      return Verdict.of(field.type());
    }
    Verdict secret = secret(SecretNames.of(name));
    if (secret != null) {
      return secret;
    }
    return field == null ? otherwise : Verdict.of(field.type());
  }

  /** Whether a path says the name of the value, and no wildcard stands for it. */
  boolean says(Cursor at) {
    Field field = at.field();
    return field != null && field.path().endsWithName();
  }

  /** About a parameter of a URL's query. */
  @Nullable Verdict query(String name) {
    Field field = query.isEmpty() ? null : query.step(MaskPath.normal(name)).field();
    return verdict(field, name, secret(Default.QUERIES));
  }

  /** About the value after the name that stands in a text. */
  @Nullable Verdict named(String text, int from, int to) {
    Field field = textName(text, from, to);
    return field == null ? secret(SecretNames.of(text, from, to)) : Verdict.of(field.type());
  }

  /** Whether the name in a text is one of a header that a policy hides. */
  boolean isHeader(String text, int from, int to) {
    Field field = textName(text, from, to);
    return field != null && field.path().root() == Root.HEADERS;
  }

  private @Nullable Field textName(String text, int from, int to) {
    for (TextName known : textNames) {
      int start = to - known.name.length();
      if (start >= from
          && isEqual(text, start, known.name)
          && (start == from || text.charAt(start - 1) == '.')) {
        return known.field;
      }
    }
    return null;
  }

  private static boolean isEqual(String text, int from, String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = text.charAt(from + i);
      if ((c == '-' ? '_' : Character.toLowerCase(c)) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Verdict secret(@Nullable Default rule) {
    return rule == null || !has(rule) ? null : Verdict.of(rule);
  }
}
