package dev.nines.slo.openslo;

import dev.nines.slo.yaml.Text;
import java.util.ArrayList;
import java.util.List;

/** Splits a text that is a list, as annotations have to be. */
final class Words {
  private Words() {}

  /** What stands between commas, each at its place. */
  static List<Text> of(Text text) {
    var words = new ArrayList<Text>();
    int from = 0;
    for (var part : text.value().split(",", -1)) {
      int blanks = part.length() - part.stripLeading().length();
      words.add(new Text(part.strip(), text.at(from + blanks), text.node()));
      from += part.length() + 1;
    }
    return words;
  }
}
