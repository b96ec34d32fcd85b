package dev.nines.autoconfigure.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/** A token bucket for each client, of which only so many are kept. Thread-safe, without locks. */
final class ClientBuckets {
  private final RateLimitProperties properties;
  private final Cache<String, Bucket> buckets;

  ClientBuckets(RateLimitProperties properties) {
    this.properties = properties;
    // A bucket that has had a whole period to fill is a new one.
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(properties.clients())
            .expireAfterAccess(properties.period())
            .build();
  }

  /** Takes one request from the client's allowance, if there is one left. */
  ConsumptionProbe take(String client) {
    return buckets.get(client, _ -> full()).tryConsumeAndReturnRemaining(1);
  }

  long size() {
    return buckets.estimatedSize();
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity(properties.requests())
                .refillGreedy(properties.requests(), properties.period()))
        .build();
  }
}
