package dev.nines.cli.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A box of a flame graph: who was called, by whom, and how much of the whole that took. */
final class Frame {
  private final String label;
  private final Origin origin;
  private final Map<String, Frame> callees = new TreeMap<>();
  private double weight;

  Frame(String label, Origin origin) {
    this.label = label;
    this.origin = origin;
  }

  String label() {
    return label;
  }

  Origin origin() {
    return origin;
  }

  /** Of it and all that it called: samples, or bytes. */
  double weight() {
    return weight;
  }

  /** Those that it called, the heaviest first. */
  List<Frame> callees() {
    List<Frame> sorted = new ArrayList<>(callees.values());
    sorted.sort(Comparator.comparingDouble(Frame::weight).reversed());
    return sorted;
  }

  /**
   * Adds one sample.
   *
   * @param stack outermost call first
   */
  void add(List<Call> stack, double more) {
    weight += more;
    Frame at = this;
    for (Call call : stack) {
      at = at.callees.computeIfAbsent(call.label(), label -> new Frame(label, call.origin()));
      at.weight += more;
    }
  }

  /** How many boxes stand on each other at most, of those with at least so much. */
  int depth(double least) {
    int deepest = 0;
    for (Frame callee : callees.values()) {
      if (callee.weight >= least) {
        deepest = Math.max(deepest, callee.depth(least));
      }
    }
    return deepest + 1;
  }
}
