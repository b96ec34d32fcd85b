package dev.nines.autoconfigure.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a client may send and how slowly, on each HTTP/1.1 connection of each server.
 *
 * @param line the request line, with the URI; a longer one is answered 414. It is the default of
 *     {@code server.netty.max-initial-line-length}
 * @param headers all header fields together; more is answered 431. It is the default of {@code
 *     server.max-http-request-header-size}
 * @param headerCount so many header fields at most; more is answered 431
 * @param body announced or not; a larger one is answered 413
 * @param receive from a request's first byte until its last; a slower one is answered 408
 * @param send for how long a client may take nothing of its answer; then its connection is closed
 * @param idle for how long a connection may wait for a request; then it is closed
 * @param connections of one server at once; a further one is answered 503 and closed
 * @param pipeline so many requests on one connection may wait for their answers
 */
@ConfigurationProperties("nines.limits")
public record LimitsProperties(
    @DefaultValue("8KB") DataSize line,
    @DefaultValue("16KB") DataSize headers,
    @DefaultValue("100") int headerCount,
    @DefaultValue("1MB") DataSize body,
    @DefaultValue("10s") Duration receive,
    @DefaultValue("30s") Duration send,
    @DefaultValue("60s") Duration idle,
    @DefaultValue("10000") int connections,
    @DefaultValue("128") int pipeline) {
  public LimitsProperties {
    atLeastOne("line", line.toBytes());
    atLeastOne("headers", headers.toBytes());
    atLeastOne("header-count", headerCount);
    atLeastOne("body", body.toBytes());
    atLeastOne("receive (in milliseconds)", receive.toMillis());
    atLeastOne("send (in milliseconds)", send.toMillis());
    atLeastOne("idle (in milliseconds)", idle.toMillis());
    atLeastOne("connections", connections);
    atLeastOne("pipeline", pipeline);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "nines.limits.%s must be between 1 and %d, was: %d"
              .formatted(name, Integer.MAX_VALUE, value));
    }
  }
}
