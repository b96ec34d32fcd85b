package dev.nines.cli.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * One quantity, by the stacks that took it.
 *
 * @param root of all stacks
 * @param shares of the whole, by whose code took it; what the JDK did counts for who called it
 */
record Profile(Frame root, Map<Origin, Double> shares) {
  /** Samples of CPU time, of each thread. */
  static final String CPU = "jdk.CPUTimeSample";

  /** Samples of what is allocated, which stand for so many bytes. */
  static final String ALLOCATION = "jdk.ObjectAllocationSample";

  /**
   * Reads a recording of Flight Recorder.
   *
   * @param event {@link #CPU} or {@link #ALLOCATION}
   */
  static Profile of(Path recording, String event) throws IOException {
    Frame root = new Frame("all", Origin.OTHER);
    Map<Origin, Double> taken = new EnumMap<>(Origin.class);
    Set<Long> threads = new HashSet<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent next = file.readEvent();
        RecordedStackTrace stack = next.getStackTrace();
        if (next.getEventType().getName().equals(event) && stack != null && counts(next, threads)) {
          List<Call> calls = Call.of(stack);
          double weight = event.equals(ALLOCATION) ? next.getLong("weight") : 1;
          root.add(calls, weight);
          taken.merge(owner(calls), weight, Double::sum);
        }
      }
    }
    taken.replaceAll((_, weight) -> weight / root.weight());
    return new Profile(root, taken);
  }

  /** A thread's first sample of allocation stands for all since the thread began. */
  private static boolean counts(RecordedEvent event, Set<Long> threads) {
    return !event.getEventType().getName().equals(ALLOCATION)
        || !threads.add(event.getThread().getId());
  }

  /** Whose code asked for it: the innermost that is not the JDK's. */
  static Origin owner(List<Call> calls) {
    for (Call call : new ArrayList<>(calls).reversed()) {
      if (call.origin() != Origin.JDK) {
        return call.origin();
      }
    }
    return Origin.JDK;
  }

  /** Samples, or bytes. */
  double total() {
    return root.weight();
  }
}
