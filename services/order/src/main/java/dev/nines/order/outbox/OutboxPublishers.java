package dev.nines.order.outbox;

import dev.nines.autoconfigure.database.SchemaMigratedEvent;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;

/** One publisher for each sink, from the moment that there is an outbox. */
class OutboxPublishers implements DisposableBean {
  private final List<OutboxPublisher> publishers;

  OutboxPublishers(List<OutboxPublisher> publishers) {
    this.publishers = List.copyOf(publishers);
  }

  @EventListener(SchemaMigratedEvent.class)
  void start() {
    publishers.forEach(OutboxPublisher::start);
  }

  @Override
  public void destroy() {
    publishers.forEach(OutboxPublisher::stop);
  }
}
