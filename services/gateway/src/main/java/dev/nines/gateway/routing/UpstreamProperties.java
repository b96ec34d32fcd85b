package dev.nines.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much patience the gateway has with the service behind a route.
 *
 * @param timeout until the response's headers; a later answer is a 503
 * @param breaker when to stop asking
 */
@ConfigurationProperties("gateway.upstream")
record UpstreamProperties(@DefaultValue("2s") Duration timeout, @DefaultValue Breaker breaker) {
  /**
   * When to stop asking, and when to try again.
   *
   * @param window over which calls are judged; rounded to whole seconds, at least one
   * @param minimumCalls in the window before it is judged at all
   * @param failurePercent opens at this share of failed calls (5xx, no answer, none in time)
   * @param slow a call that takes this long is slow
   * @param slowPercent opens at this share of slow calls
   * @param pause in which nobody is let through, once open
   * @param trialCalls let through after the pause, whose outcome closes or opens again
   */
  record Breaker(
      @DefaultValue("10s") Duration window,
      @DefaultValue("30") int minimumCalls,
      @DefaultValue("50") float failurePercent,
      @DefaultValue("1800ms") Duration slow,
      @DefaultValue("50") float slowPercent,
      @DefaultValue("5s") Duration pause,
      @DefaultValue("5") int trialCalls) {}
}
