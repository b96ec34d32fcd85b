package dev.nines.autoconfigure.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the exporter behind it achieves, and gives up on the spans still queued once a
 * shutdown has lasted {@link #GRACE}: a collector that is away must not hold a service back.
 */
final class CountingExporter implements SpanExporter {
  static final Duration GRACE = Duration.ofSeconds(2);

  private final SpanExporter exporter;
  private final SpanCounts counts;
  private final Shutdown shutdown;

  CountingExporter(SpanExporter exporter, SpanCounts counts, Shutdown shutdown) {
    this.exporter = exporter;
    this.counts = counts;
    this.shutdown = shutdown;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int size = spans.size();
    if (shutdown.isLongerThan(GRACE)) {
      counts.failed.add(size);
      return CompletableResultCode.ofFailure();
    }
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> outcome(result).add(size));
  }

  private LongAdder outcome(CompletableResultCode result) {
    return result.isSuccess() ? counts.exported : counts.failed;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
