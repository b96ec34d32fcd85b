package dev.nines.order.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request can be repeated.
 *
 * @param retention a key is known for at least this long, which must be longer than any client
 *     keeps trying: one that comes back later places a second order. At least a minute
 * @param cleanUp pause between two looks for older keys
 */
@ConfigurationProperties("nines.idempotency")
record IdempotencyProperties(
    @DefaultValue("24h") Duration retention, @DefaultValue("1m") Duration cleanUp) {
  IdempotencyProperties {
    if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("retention must be at least 1m, was: " + retention);
    }
    if (!cleanUp.isPositive()) {
      throw new IllegalArgumentException("clean-up must be positive, was: " + cleanUp);
    }
  }
}
