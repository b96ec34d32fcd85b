package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.PathTree.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.util.TokenBuffer;

/**
 * One log line or span while it is masked: what is hidden under one of its keys is hidden where its
 * texts repeat it, too. So mask the keys first. Not thread-safe.
 */
public final class MaskedEvent {
  private static final int SHORTEST_ECHO = 3;
  private static final int LONGEST_ECHO = 1024;
  private static final int MAX_ECHOES = 32;

  private final Mask mask;
  private final List<Echo> echoes = new ArrayList<>(2);

  /** A value that was hidden under a key. */
  private record Echo(String value, String hidden) {}

  MaskedEvent(Mask mask) {
    this.mask = mask;
  }

  Mask mask() {
    return mask;
  }

  /** Whether the value of an own key is hidden: then the event's texts may repeat it. */
  public boolean hides(String key) {
    return mask.rules().own(key).verdict() != null;
  }

  /** Writes own keys, masked, into the object that {@code target} is writing. */
  public JsonGenerator generator(JsonGenerator target) {
    return new MaskedGenerator(this, target);
  }

  /** Writes the keys of an object that {@link #generator} has written to {@code own}. */
  public void copy(TokenBuffer own, JsonGenerator target) {
    JsonGenerator last = echoes.isEmpty() ? target : new EchoFree(target);
    try (JsonParser parser = own.asParser()) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        last.copyCurrentStructure(parser);
      }
    }
  }

  /** A key that was written before its value was hidden under another may repeat it. */
  private final class EchoFree extends JsonGeneratorDelegate {
    EchoFree(JsonGenerator target) {
      super(target, false);
    }

    @Override
    public JsonGenerator writeString(String text) {
      delegate.writeString(withoutEchoes(text));
      return this;
    }
  }

  /**
   * A text of the event that is none of its own keys, such as a log line's {@code message}. Only a
   * path that says {@code key} hides all of it, no wildcard.
   */
  public @Nullable String text(String key, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Rules rules = mask.rules();
    Rules.Step step = rules.own(key);
    Verdict verdict = step.verdict();
    if (verdict != null && rules.says(step.at())) {
      return mask.hide(verdict, text);
    }
    return withoutEchoes(mask.text(text, step.at(), 0));
  }

  /** Hides the value of a key. */
  String hide(Verdict verdict, String value) {
    String hidden = mask.hide(verdict, value);
    if (value.length() >= SHORTEST_ECHO
        && value.length() <= LONGEST_ECHO
        && echoes.size() < MAX_ECHOES) {
      echoes.add(new Echo(value, hidden));
    }
    return hidden;
  }

  String text(String value, Cursor at) {
    return mask.text(value, at, 0);
  }

  boolean hasEchoes() {
    return !echoes.isEmpty();
  }

  String withoutEchoes(String text) {
    if (echoes.isEmpty()) {
      return text;
    }
    String result = text;
    for (Echo echo : echoes) {
      result = replaceWords(result, echo.value, echo.hidden);
    }
    return Mask.cut(result);
  }

  /** Replaces {@code word} where it is not a part of a longer one. */
  private static String replaceWords(String text, String word, String by) {
    int at = text.indexOf(word);
    if (at < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    int copied = 0;
    while (at >= 0) {
      int next = at + 1;
      if (!isInWord(text, at) && !isInWord(text, at + word.length())) {
        next = at + word.length();
        result.append(text, copied, at).append(by);
        copied = next;
      }
      at = text.indexOf(word, next);
    }
    return result.append(text, copied, text.length()).toString();
  }

  /** Whether a word goes on across {@code at}. */
  private static boolean isInWord(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at));
  }
}
