package dev.nines.autoconfigure.logs;

import dev.nines.autoconfigure.capture.CaptureAutoConfiguration;
import dev.nines.autoconfigure.capture.CapturedHeaders;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Tracer;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The access log and the count of lost lines; {@code logback.xml} beside it does the rest. */
@AutoConfiguration(after = CaptureAutoConfiguration.class)
@ConditionalOnClass({LoggingEventAsyncDisruptorAppender.class, Tracer.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(LogsProperties.class)
public final class LogsAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBooleanProperty(name = "nines.logs.access", matchIfMissing = true)
  AccessLog ninesAccessLog(CapturedHeaders headers) {
    return new AccessLog(headers);
  }

  @Bean
  MeterBinder ninesDroppedLogs() {
    return registry ->
        FunctionCounter.builder("nines.logs.dropped", registry, _ -> DroppedEvents.count())
            .description("Log lines lost because standard output was slower than the service")
            .register(registry);
  }
}
