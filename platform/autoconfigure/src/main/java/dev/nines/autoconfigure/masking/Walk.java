package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.PathTree.Cursor;
import dev.nines.autoconfigure.masking.Rules.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The way through an object and the objects in it: tells of each value whether it is hidden. */
final class Walk {
  private final Rules rules;
  private final boolean isEvent;
  private final Deque<Step> around = new ArrayDeque<>();
  private Step current;

  private Walk(Rules rules, boolean isEvent, Cursor start) {
    this.rules = rules;
    this.isEvent = isEvent;
    this.current = new Step(start, null);
  }

  /** In the object that holds the own keys of a log event. */
  static Walk event(Rules rules) {
    Walk walk = new Walk(rules, true, Cursor.NONE);
    walk.startObject();
    return walk;
  }

  /**
   * Before JSON that stands in a text.
   *
   * @param at after the key of the text
   */
  static Walk document(Rules rules, Cursor at) {
    return new Walk(rules, false, at.plus(rules.document()));
  }

  void startObject() {
    around.push(current);
  }

  void endObject() {
    current = around.pop();
  }

  void name(String name) {
    if (isEvent && around.size() == 1) {
      current = rules.own(name);
    } else {
      Step outer = around.element();
      current = rules.step(outer.at(), name, outer.verdict());
    }
  }

  /** About the value after the last name; null if it may be seen. */
  @Nullable Verdict verdict() {
    return current.verdict();
  }

  Cursor at() {
    return current.at();
  }
}
