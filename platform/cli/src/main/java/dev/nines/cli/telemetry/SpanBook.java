package dev.nines.cli.telemetry;

import dev.nines.otlp.ReceivedSpan;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The spans that came, each once, as far as links go. Thread-safe and bounded. */
final class SpanBook implements Consumer<ReceivedSpan> {
  /** No parent. */
  static final long ROOT = 0;

  private final Map<SpanKey, Entry> spans = new ConcurrentHashMap<>();
  private final LongAdder turnedAway = new LongAdder();
  private final int most;

  /**
   * What is kept of one.
   *
   * @param parent its 16 hexadecimal digits; {@link #ROOT} for none
   * @param server whether it is a request's at who answered it
   */
  record Entry(long parent, boolean server) {}

  /**
   * @param most spans that are kept
   */
  SpanBook(int most) {
    this.most = most;
  }

  @Override
  public void accept(ReceivedSpan span) {
    if (spans.size() >= most) {
      turnedAway.increment();
      return;
    }
    String parent = span.parentId();
    long link = parent.isEmpty() ? ROOT : HexFormat.fromHexDigitsToLong(parent);
    spans.putIfAbsent(
        SpanKey.parse(span.traceId(), span.spanId()), new Entry(link, span.isServer()));
  }

  int size() {
    return spans.size();
  }

  /** Those that came when {@code most} were there. */
  long turnedAway() {
    return turnedAway.sum();
  }

  Map<SpanKey, Entry> spans() {
    return Map.copyOf(spans);
  }
}
