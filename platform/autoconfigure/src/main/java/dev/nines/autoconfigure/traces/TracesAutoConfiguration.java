package dev.nines.autoconfigure.traces;

import dev.nines.autoconfigure.masking.Masking;
import dev.nines.autoconfigure.masking.MaskingAutoConfiguration;
import dev.nines.autoconfigure.masking.MaskingExporter;
import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.propagation.BaggageTextMapPropagator;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpHttpSpanExporterBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Masks spans, counts what becomes of them, and bounds the time they may take of a shutdown. Spring
 * Boot does the rest, led by the default properties.
 */
@AutoConfiguration(
    after = MaskingAutoConfiguration.class,
    before = {
      MicrometerTracingAutoConfiguration.class,
      OpenTelemetryTracingAutoConfiguration.class
    })
@ConditionalOnClass({BatchSpanProcessor.class, SdkMeterProvider.class, SpanExporters.class})
@ConditionalOnBooleanProperty(name = "management.opentelemetry.enabled", matchIfMissing = true)
@EnableConfigurationProperties({OtlpProperties.class, PropagationProperties.class})
public final class TracesAutoConfiguration {
  TracesAutoConfiguration() {
    CurrentObservation.register();
  }

  @Bean
  QueueDrops ninesQueueDrops() {
    return new QueueDrops();
  }

  @Bean
  SpanCounts ninesSpanCounts(QueueDrops drops) {
    return new SpanCounts(drops);
  }

  @Bean
  Shutdown ninesShutdown(ApplicationContext application) {
    return new Shutdown(application);
  }

  /** Spring Boot hands it to the batch processor, whose only way to tell of drops it is. */
  @Bean
  @ConditionalOnMissingBean(MeterProvider.class)
  MeterProvider ninesSpanMeterProvider(QueueDrops drops) {
    return SdkMeterProvider.builder().registerMetricReader(drops).build();
  }

  @Bean
  @ConditionalOnMissingBean
  SpanExporters ninesSpanExporters(
      ObjectProvider<SpanExporter> exporters,
      Masking masking,
      SpanCounts counts,
      Shutdown shutdown) {
    return SpanExporters.of(
        exporters
            .orderedStream()
            .map(exporter -> new MaskingExporter(exporter, masking))
            .<SpanExporter>map(exporter -> new CountingExporter(exporter, counts, shutdown))
            .toList());
  }

  @Bean
  @ConditionalOnMissingBean
  @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
  PropagatingReceiverTracingObservationHandler<?> ninesServerSpans(
      Tracer tracer, Propagator propagator) {
    return new ServerSpans<>(tracer, propagator);
  }

  @Bean
  @ConditionalOnMissingBean
  @Order(MicrometerTracingAutoConfiguration.SENDER_TRACING_OBSERVATION_HANDLER_ORDER)
  PropagatingSenderTracingObservationHandler<?> ninesClientSpans(
      Tracer tracer, Propagator propagator) {
    return new ClientSpans<>(tracer, propagator);
  }

  /** In place of Spring Boot's, which knows three formats. */
  @Bean
  @ConditionalOnMissingBean
  ContextPropagators ninesContextPropagators(
      PropagationProperties formats, TracingProperties tracing, CurrentTraceContext current) {
    TracingProperties.Baggage baggage = tracing.getBaggage();
    if (!baggage.isEnabled()) {
      return ContextPropagators.create(
          new FormatsPropagator(formats.withoutBaggage(), TextMapPropagator.noop()));
    }
    return ContextPropagators.create(
        new FormatsPropagator(formats, fieldsOfBaggage(baggage, current)));
  }

  /** Micrometer's would make a map and a context of no fields for each request. */
  private static TextMapPropagator fieldsOfBaggage(
      TracingProperties.Baggage baggage, CurrentTraceContext current) {
    List<String> fields = baggage.getRemoteFields();
    return fields.isEmpty()
        ? TextMapPropagator.noop()
        : new BaggageTextMapPropagator(
            fields, new OtelBaggageManager(current, fields, baggage.getTagFields()));
  }

  /**
   * One attempt only: while the collector is away, retries would keep several exports in flight,
   * each longer than {@code export.timeout}, and a shutdown waiting for them.
   */
  @Bean
  OtlpHttpSpanExporterBuilderCustomizer ninesNoRetries() {
    return builder -> builder.setRetryPolicy(null);
  }
}
