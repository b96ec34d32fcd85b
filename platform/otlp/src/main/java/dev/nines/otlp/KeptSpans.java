package dev.nines.otlp;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** All spans that came, in the order in which they came. Thread-safe; grows without a bound. */
public final class KeptSpans implements Consumer<ReceivedSpan> {
  private final Queue<ReceivedSpan> spans = new ConcurrentLinkedQueue<>();

  @Override
  public void accept(ReceivedSpan span) {
    spans.add(span);
  }

  public List<ReceivedSpan> all() {
    return List.copyOf(spans);
  }

  /** Those of a trace, whose id has 32 hexadecimal digits. */
  public List<ReceivedSpan> trace(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }
}
