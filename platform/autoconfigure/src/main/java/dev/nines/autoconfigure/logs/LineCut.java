package dev.nines.autoconfigure.logs;

import dev.nines.autoconfigure.masking.Mask;
import java.util.Arrays;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Shortens a line that is too long: Docker passes on what is longer than {@value #MAX_BYTES} bytes
 * in pieces, none of which is JSON. It is all texts that are cut, at the same number of characters,
 * so that what is short stays whole. Masked already, they show less than before and no more.
 *
 * @see <a href="https://github.com/grafana/alloy/issues/4625">Pieces that Alloy does not join</a>
 */
final class LineCut {
  /** With the end of the line. */
  static final int MAX_BYTES = 16 * 1024;

  /** Where even texts of this length are too much, it is keys that are too many. */
  private static final int STEP = 128;

  /** Escapes, among others, what some readers take for the end of a line. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private LineCut() {}

  /** As much of a line as fits. What is no object of JSON stays as it is. */
  static byte[] fit(byte[] line) {
    try {
      return JSON.readTree(line) instanceof ObjectNode event ? fit(event) : line;
    } catch (JacksonException e) {
      // An own key's value was written raw.
      return line;
    }
  }

  private static byte[] fit(ObjectNode event) {
    if (line(event, STEP).length > MAX_BYTES) {
      event.retain(
          Stream.concat(FlatEvent.KEYS.stream(), Stream.of(TraceKeys.TRACE_ID, TraceKeys.SPAN_ID))
              .toList());
    }
    int fits = 1;
    int over = FlatEvent.MAX_TEXT / STEP;
    while (over - fits > 1) {
      int middle = (fits + over) / 2;
      if (line(event, middle * STEP).length <= MAX_BYTES) {
        fits = middle;
      } else {
        over = middle;
      }
    }
    return line(event, fits * STEP);
  }

  private static byte[] line(ObjectNode event, int characters) {
    byte[] json = JSON.writeValueAsBytes(cut(event, characters));
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private static JsonNode cut(JsonNode node, int characters) {
    return switch (node) {
      case StringNode text -> StringNode.valueOf(Mask.cut(text.stringValue(), characters));
      case ObjectNode object -> {
        ObjectNode copy = JSON.createObjectNode();
        object.forEachEntry((key, value) -> copy.set(key, cut(value, characters)));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JSON.createArrayNode();
        array.forEach(value -> copy.add(cut(value, characters)));
        yield copy;
      }
      default -> node;
    };
  }
}
