package dev.nines.autoconfigure.draining;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service leaves.
 *
 * @param delay for how long it goes on answering after it called itself not ready, so that
 *     balancers have seen it before connections are refused
 */
@ConfigurationProperties("nines.draining")
public record DrainingProperties(@DefaultValue("0s") Duration delay) {
  public DrainingProperties {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("nines.draining.delay must not be below 0, was: " + delay);
    }
  }
}
