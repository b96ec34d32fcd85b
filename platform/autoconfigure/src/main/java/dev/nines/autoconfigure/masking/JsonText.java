package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.Pairs.Range;
import dev.nines.autoconfigure.masking.PathTree.Cursor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/** JSON that stands in a text. What is not hidden stays as it was written. */
final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .build();

  /** Takes what stands for a piece of the text. */
  interface Replacer {
    int replace(Range range, String by);
  }

  private final Mask mask;
  private final char[] text;
  private final int begin;
  private final Walk walk;
  private final int depth;
  private int end;
  private boolean afterName;

  /**
   * @param begin where it begins
   * @param at the paths that have matched before it
   * @param depth how many texts with JSON it lies in
   */
  JsonText(Mask mask, char[] text, int begin, Cursor at, int depth) {
    this.mask = mask;
    this.text = text;
    this.begin = begin;
    this.end = begin;
    this.walk = Walk.document(mask.rules(), at);
    this.depth = depth;
  }

  /** A quick look that spares a parser: most brackets in texts begin no JSON. */
  static boolean mayBegin(String text, int at) {
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    String expected = text.charAt(at) == '{' ? "\"" : "{[\"";
    return next < text.length() && expected.indexOf(text.charAt(next)) >= 0;
  }

  /** After the last token that was read. */
  int end() {
    return end;
  }

  /**
   * Reads one value and hides what is to be hidden in it.
   *
   * @return false if it breaks off, or is none; what was read until then has been masked
   */
  boolean read(Replacer replacer) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), text, begin, text.length - begin)) {
      try {
        return values(parser, replacer);
      } catch (JacksonException _) {
        hideRest(parser, replacer);
        return false;
      }
    }
  }

  private boolean values(JsonParser parser, Replacer replacer) {
    int open = 0;
    do {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return false;
      }
      open += token.isStructStart() ? 1 : 0;
      open -= token.isStructEnd() ? 1 : 0;
      token(parser, token, replacer);
      afterName = token == JsonToken.PROPERTY_NAME;
    } while (open > 0);
    return true;
  }

  /** A value that broke off is hidden as the whole one would have been. */
  private void hideRest(JsonParser parser, Replacer replacer) {
    Verdict verdict = walk.verdict();
    int from = end;
    while (from < text.length && " \t\r\n:,".indexOf(text[from]) >= 0) {
      from++;
    }
    boolean atValue = afterName || parser.streamReadContext().inArray();
    if (verdict != null && atValue && from < text.length) {
      String value = new String(text, from, text.length - from);
      replacer.replace(new Range(from, text.length), quoted(mask.hide(verdict, value)));
      end = text.length;
    }
  }

  private void token(JsonParser parser, JsonToken token, Replacer replacer) {
    switch (token) {
      case START_OBJECT -> walk.startObject();
      case END_OBJECT -> walk.endObject();
      case PROPERTY_NAME -> name(parser, replacer);
      case VALUE_STRING -> string(parser, replacer);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          scalar(parser, token, replacer);
      default -> {}
    }
    end = end(parser, token);
  }

  /** A parser that tells a name has already read the beginning of its value. */
  private int end(JsonParser parser, JsonToken token) {
    if (token != JsonToken.PROPERTY_NAME) {
      return begin + (int) parser.currentLocation().getCharOffset();
    }
    int at = begin + (int) parser.currentTokenLocation().getCharOffset() + 1;
    while (text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private void name(JsonParser parser, Replacer replacer) {
    String name = parser.currentName();
    String masked = mask.text(name, Cursor.NONE, depth + 1);
    if (!masked.equals(name)) {
      replace(parser, masked, replacer);
    }
    walk.name(name);
  }

  private void string(JsonParser parser, Replacer replacer) {
    String value = parser.getString();
    Verdict verdict = walk.verdict();
    String masked =
        verdict == null ? mask.text(value, walk.at(), depth + 1) : mask.hide(verdict, value);
    if (!masked.equals(value)) {
      replace(parser, masked, replacer);
    }
  }

  private void scalar(JsonParser parser, JsonToken token, Replacer replacer) {
    String value = parser.getString();
    Verdict verdict = walk.verdict();
    if (verdict != null && (token.isNumeric() || verdict.by() == null)) {
      replace(parser, mask.hide(verdict, value), replacer);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      String masked = mask.text(value);
      if (!masked.equals(value)) {
        replace(parser, masked, replacer);
      }
    }
  }

  private void replace(JsonParser parser, String by, Replacer replacer) {
    int from = begin + (int) parser.currentTokenLocation().getCharOffset();
    replacer.replace(new Range(from, end(parser, parser.currentToken())), quoted(by));
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, quoted);
    return quoted.append('"').toString();
  }
}
