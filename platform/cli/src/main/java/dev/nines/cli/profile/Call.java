package dev.nines.cli.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;

/**
 * What a box of a flame graph stands for: a method, or a run of calls within a library that calls
 * itself all the time, of which nobody would read each.
 */
record Call(String label, Origin origin) {
  private static final String REACTOR = "reactor.core";
  private static final String PIPELINE = "netty pipeline";

  /** Calls of a stack, outermost first. */
  static List<Call> of(RecordedStackTrace stack) {
    List<Call> calls = new ArrayList<>();
    for (RecordedFrame frame : stack.getFrames()) {
      calls.add(of(frame.getMethod()));
    }
    Collections.reverse(calls);
    return folded(calls);
  }

  private static Call of(RecordedMethod method) {
    String type = method.getType().getName();
    return of(type, method.getName());
  }

  static Call of(String type, String method) {
    Origin origin = Origin.of(type);
    if (origin == Origin.REACTOR) {
      return new Call(REACTOR, origin);
    }
    if (type.startsWith("io.netty.channel.")
        && !type.contains("unix")
        && !type.contains("Socket")) {
      return new Call(PIPELINE, origin);
    }
    return new Call(simple(type) + "." + method, origin);
  }

  private static String simple(String type) {
    int hidden = type.indexOf("$$Lambda");
    String named = hidden < 0 ? type : type.substring(0, hidden);
    return named.substring(named.lastIndexOf('.') + 1);
  }

  /** Neighbours that are alike are one. */
  static List<Call> folded(List<Call> calls) {
    List<Call> folded = new ArrayList<>();
    for (Call call : calls) {
      if (folded.isEmpty() || !folded.getLast().equals(call)) {
        folded.add(call);
      }
    }
    return folded;
  }
}
