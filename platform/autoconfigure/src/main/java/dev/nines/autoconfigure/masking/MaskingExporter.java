package dev.nines.autoconfigure.masking;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/** Masks spans on the exporting thread, just before they leave. */
public final class MaskingExporter implements SpanExporter {
  private final SpanExporter exporter;
  private final Masking masking;

  public MaskingExporter(SpanExporter exporter, Masking masking) {
    this.exporter = exporter;
    this.masking = masking;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    Mask mask = masking.traces();
    List<SpanData> masked = spans.stream().map(span -> MaskedSpan.of(span, mask)).toList();
    return exporter.export(masked);
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
