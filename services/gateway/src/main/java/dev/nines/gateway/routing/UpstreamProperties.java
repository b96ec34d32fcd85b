package dev.nines.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much patience the gateway has with the service behind a route.
 *
 * @param timeout until the response's headers; a later answer is a 503
 * @param silence between two pieces of an event stream, after which it is given up
 * @param breaker when to stop asking
 * @param concurrency so many requests at most wait for one upstream at once; a further one is a 503
 *     at once
 * @param retry how many more attempts there may be
 */
@ConfigurationProperties("gateway.upstream")
record UpstreamProperties(
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("60s") Duration silence,
    @DefaultValue Breaker breaker,
    @DefaultValue("256") int concurrency,
    @DefaultValue Retry retry) {
  UpstreamProperties {
    if (!timeout.isPositive() || !silence.isPositive() || concurrency < 1) {
      throw new IllegalArgumentException(
          "gateway.upstream.timeout and .silence must be above 0 and .concurrency at least 1, were: %s, %s and %d"
              .formatted(timeout, silence, concurrency));
    }
  }

  /**
   * How many attempts there may be beyond the first ones.
   *
   * @param percent of the requests of a route
   * @param reserve so many more, for times with few requests; what was not needed is saved up to
   *     this number
   */
  record Retry(@DefaultValue("10") int percent, @DefaultValue("10") int reserve) {
    Retry {
      if (percent < 0 || percent > 100 || reserve < 0 || reserve > 1_000_000) {
        throw new IllegalArgumentException(
            "gateway.upstream.retry.percent must be between 0 and 100 and .reserve between 0 and 1000000, were: %d and %d"
                .formatted(percent, reserve));
      }
    }
  }

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
