package dev.nines.autoconfigure.ratelimit;

import dev.nines.autoconfigure.network.Network;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a client may make.
 *
 * @param enabled whether there is a limit at all
 * @param requests so many in each period, evenly refilled, and so many at once
 * @param period in which a client's requests are counted
 * @param clients so many are remembered; the one that has been silent for longest is forgotten
 *     first, which gives it a full allowance again
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, whose {@code
 *     X-Forwarded-For} is believed; by default nobody's
 */
@ConfigurationProperties("nines.rate-limit")
public record RateLimitProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("1000") int requests,
    @DefaultValue("10s") Duration period,
    @DefaultValue("10000") int clients,
    @DefaultValue List<String> trustedProxies) {
  public RateLimitProperties {
    trustedProxies = List.copyOf(trustedProxies);
    if (requests < 1 || clients < 1) {
      throw new IllegalArgumentException(
          "nines.rate-limit.requests and .clients must be at least 1, were: %d and %d"
              .formatted(requests, clients));
    }
    if (period.toMillis() < 1) {
      throw new IllegalArgumentException(
          "nines.rate-limit.period must be at least 1ms, was: " + period);
    }
    trustedProxies.forEach(proxy -> Network.parse("nines.rate-limit.trusted-proxies", proxy));
  }
}
