package dev.nines.slo.yaml;

import dev.nines.slo.model.Place;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A scalar of the file and where it stands. */
public record Text(String value, Place place, ScalarNode node) {

  /**
   * Where the character at {@code offset} stands; the scalar's start if its style hides that (block
   * styles, escapes, several lines).
   */
  public Place at(int offset) {
    var style = node.getScalarStyle();
    boolean oneLine =
        node.getStartMark().map(m -> m.getLine()).equals(node.getEndMark().map(m -> m.getLine()));
    if (style == ScalarStyle.PLAIN && oneLine) {
      return place.plus(offset);
    }
    if (style == ScalarStyle.SINGLE_QUOTED && oneLine && value.indexOf('\'') < 0) {
      return place.plus(offset + 1);
    }
    return place;
  }
}
