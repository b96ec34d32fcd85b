package dev.nines.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;

/**
 * Calls methods of requests that are none of HTTP's {@code UNKNOWN}, as Spring does for those that
 * come in: what a gateway hands on, its client names as it is, and anybody can make methods up.
 */
final class KnownMethods implements MeterFilter {
  private static final String UNKNOWN = "UNKNOWN";
  private static final Set<String> METERS = Set.of("http.server.requests", "http.client.requests");

  /** Spring's name, and Spring Cloud Gateway's. */
  private static final Set<String> TAGS = Set.of("method", "http.method");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "none", UNKNOWN);

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!METERS.contains(id.getName()) || id.getTags().stream().noneMatch(KnownMethods::isMadeUp)) {
      return id;
    }
    List<Tag> tags =
        id.getTags().stream()
            .map(tag -> isMadeUp(tag) ? Tag.of(tag.getKey(), UNKNOWN) : tag)
            .toList();
    return id.replaceTags(tags);
  }

  private static boolean isMadeUp(Tag tag) {
    return TAGS.contains(tag.getKey()) && !METHODS.contains(tag.getValue());
  }
}
