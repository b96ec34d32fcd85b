package dev.nines.order.outbox;

import io.micrometer.observation.ObservationPredicate;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** A publisher for each sink, and what is not observed. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  private static final String STREAM = "/orders/events";

  /** A stream lasts as long as its reader likes: as a request it would be one of hours. */
  @Bean
  ObservationPredicate streamsAreNoRequests() {
    return (_, context) ->
        !(context instanceof ServerRequestObservationContext request
            && request.getCarrier() != null
            && request.getCarrier().getPath().value().equals(STREAM));
  }

  @Bean
  OutboxPublishers publishers(
      List<EventSink> sinks,
      ObjectProvider<Flyway> flyway,
      EventCounters counters,
      OutboxProperties properties) {
    return new OutboxPublishers(
        sinks.stream()
            .map(sink -> publisher(sink, flyway.getObject(), counters, properties))
            .toList());
  }

  /** Flyway's data source opens a connection each time, and keeps none. */
  private static OutboxPublisher publisher(
      EventSink sink, Flyway flyway, EventCounters counters, OutboxProperties properties) {
    DataSource connections = flyway.getConfiguration().getDataSource();
    return new OutboxPublisher(sink, connections, counters, properties.poll());
  }
}
