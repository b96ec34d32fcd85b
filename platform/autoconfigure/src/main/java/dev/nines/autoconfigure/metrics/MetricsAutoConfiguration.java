package dev.nines.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.util.Set;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationProperties;
import org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;

/** Bounds the values of labels, leaves the actuator's requests out, and adds Netty's pools. */
@AutoConfiguration(before = WebFluxObservationAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties({WebEndpointProperties.class, ObservationProperties.class})
public final class MetricsAutoConfiguration {
  /** Many times what a healthy service needs; the rest share one series. */
  private static final int MAX_EXCEPTIONS = 30;

  /** Spring's and Micrometer's names of the same. */
  private static final Set<String> EXCEPTION_TAGS = Set.of("exception", "error");

  @Bean
  @Order(0)
  BoundedTag ninesServerExceptionTag() {
    return new BoundedTag("http.server.requests", EXCEPTION_TAGS, MAX_EXCEPTIONS);
  }

  @Bean
  @Order(0)
  BoundedTag ninesClientExceptionTag() {
    return new BoundedTag("http.client.requests", EXCEPTION_TAGS, MAX_EXCEPTIONS);
  }

  @Bean
  @Order(0)
  KnownMethods ninesMethodTag() {
    return new KnownMethods();
  }

  @Bean
  @ConditionalOnClass(Tracer.class)
  @ConditionalOnMissingBean(ServerRequestObservationConvention.class)
  RequestConvention ninesRequestConvention(ObservationProperties properties) {
    return new RequestConvention(properties.getHttp().getServer().getRequests().getName());
  }

  /** The runtime's version must not stand where every other series has the service's. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MeterFilter ninesJvmVersionTag() {
    return MeterFilter.renameTag("jvm.info", "version", "jvm_version");
  }

  /** The allocator's identity hash would make new series at every start. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MeterFilter ninesAllocatorIdTag() {
    return without("netty.allocator.", "id");
  }

  /** So would the hash of a pool of connections; where they lead is a label as well. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MeterFilter ninesConnectionPoolIdTag() {
    return without("reactor.netty.connection.provider.", "id");
  }

  @Bean
  @Order(0)
  Descriptions ninesDescriptions() {
    return new Descriptions();
  }

  /** Which event loop ran a query tells nobody anything, and multiplies its buckets. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MeterFilter ninesQueryThreadTag() {
    return without("r2dbc.query", "r2dbc.thread");
  }

  private static MeterFilter without(String meters, String key) {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith(meters)
            ? id.replaceTags(
                id.getTags().stream().filter(tag -> !tag.getKey().equals(key)).toList())
            : id;
      }
    };
  }

  /** Of use where the actuator shares the service's port; on its own port nothing is observed. */
  @Bean
  ObservationPredicate ninesNoActuatorRequests(WebEndpointProperties endpoints) {
    String base = endpoints.getBasePath();
    return (_, context) ->
        !(context instanceof ServerRequestObservationContext request
            && request.getCarrier() != null
            && isBelow(base, request.getCarrier().getPath().pathWithinApplication().value()));
  }

  private static boolean isBelow(String base, String path) {
    return path.startsWith(base)
        && (path.length() == base.length() || path.charAt(base.length()) == '/');
  }

  @Bean
  MeterBinder ninesEventLoopMetrics(ReactorResourceFactory reactor) {
    return registry ->
        new NettyEventExecutorMetrics(reactor.getLoopResources().onServer(true)).bindTo(registry);
  }

  @Bean
  MeterBinder ninesAllocatorMetrics() {
    return registry -> {
      if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator) {
        new NettyAllocatorMetrics(allocator).bindTo(registry);
      }
    };
  }
}
