package dev.nines.autoconfigure.warmup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a service does before it calls itself ready.
 *
 * @param enabled whether it warms up at all
 * @param requests that the service sends to itself, the ones that its clients will send most
 * @param rounds how often each of them
 * @param limit for all requests together; then the service is ready, warm or not
 */
@ConfigurationProperties("nines.warm-up")
public record WarmUpProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue List<Request> requests,
    @DefaultValue("200") int rounds,
    @DefaultValue("5s") Duration limit) {
  public WarmUpProperties {
    requests = List.copyOf(requests);
    if (rounds < 1 || !limit.isPositive()) {
      throw new IllegalArgumentException(
          "nines.warm-up.rounds must be at least 1 and .limit above 0, were: %d and %s"
              .formatted(rounds, limit));
    }
  }

  /**
   * One of the requests.
   *
   * @param path with the query
   * @param body empty for none
   */
  public record Request(
      @DefaultValue("GET") String method,
      String path,
      @DefaultValue Map<String, String> headers,
      @DefaultValue("") String body) {
    public Request {
      headers = Map.copyOf(headers);
      if (path == null || !path.startsWith("/")) {
        throw new IllegalArgumentException(
            "nines.warm-up.requests[].path must begin with /, was: " + path);
      }
    }
  }
}
