package dev.nines.autoconfigure.deadline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a request may take.
 *
 * @param accept whether a request's header is believed; switch it off where anybody can call, or
 *     clients with little patience make errors that burn the service's budget
 * @param max what a header can ask for at most; more counts as this
 * @param timeout what a request has that names no time of its own; it is passed on to those that
 *     are called, and ends nothing by itself
 */
@ConfigurationProperties("nines.deadline")
public record DeadlineProperties(
    @DefaultValue("true") boolean accept,
    @DefaultValue("60s") Duration max,
    @Nullable Duration timeout) {
  public DeadlineProperties {
    requirePositive("nines.deadline.max", max);
    if (timeout != null) {
      requirePositive("nines.deadline.timeout", timeout);
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be above 0, was: " + duration);
    }
  }
}
