package dev.nines.autoconfigure.traces;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.Objects;

/**
 * Reads, when Prometheus asks, how many spans OpenTelemetry's batch processor dropped because its
 * queue was full. The processor tells it only through OpenTelemetry's own metrics.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-java/blob/main/sdk/trace/src/main/java/io/opentelemetry/sdk/trace/export/LegacySpanProcessorInstrumentation.java">LegacySpanProcessorInstrumentation</a>
 */
final class QueueDrops implements MetricReader {
  private static final String METRIC = "processedSpans";
  private static final AttributeKey<Boolean> DROPPED = AttributeKey.booleanKey("dropped");

  private volatile CollectionRegistration source = CollectionRegistration.noop();

  double count() {
    return source.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(METRIC))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .filter(point -> Objects.equals(point.getAttributes().get(DROPPED), true))
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  @Override
  public void register(CollectionRegistration registration) {
    source = registration;
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
