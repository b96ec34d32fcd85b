package dev.nines.order.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are kept and told.
 *
 * @param retention an event is kept at least this long, and longer while a sink has not taken it; a
 *     reader that stays away for longer has lost some, and is told so. At least a minute
 * @param cleanUp pause between two looks for older events
 * @param poll pause between two looks for new events: what an event waits for at most
 * @param stream bounds of {@code GET /orders/events}
 */
@ConfigurationProperties("nines.outbox")
record OutboxProperties(
    @DefaultValue("24h") Duration retention,
    @DefaultValue("1m") Duration cleanUp,
    @DefaultValue("200ms") Duration poll,
    @DefaultValue Stream stream) {
  OutboxProperties {
    if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("retention must be at least 1m, was: " + retention);
    }
    positive("clean-up", cleanUp);
    positive("poll", poll);
  }

  /**
   * Bounds of the event stream.
   *
   * @param limit streams at the same time; one more is answered 503
   * @param keepAlive pause between two comments that show both ends that the other is there
   */
  record Stream(@DefaultValue("64") int limit, @DefaultValue("15s") Duration keepAlive) {
    Stream {
      if (limit < 0) {
        throw new IllegalArgumentException("limit must not be negative, was: " + limit);
      }
      positive("keep-alive", keepAlive);
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, was: " + value);
    }
  }
}
