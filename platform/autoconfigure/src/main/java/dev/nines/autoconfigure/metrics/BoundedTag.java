package dev.nines.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the first values of a tag and calls all later ones {@code other}. Unlike a filter that
 * denies the meter it loses no event. Thread-safe.
 */
final class BoundedTag implements MeterFilter {
  static final String OTHER = "other";

  private final String meter;
  private final String tag;
  private final int limit;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param limit how many values keep their name, give or take those that arrive at the same time
   */
  BoundedTag(String meter, String tag, int limit) {
    this.meter = meter;
    this.tag = tag;
    this.limit = limit;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String value = id.getName().equals(meter) ? id.getTag(tag) : null;
    if (value == null || known.contains(value) || (known.size() < limit && known.add(value))) {
      return id;
    }
    List<Tag> tags =
        id.getTags().stream()
            .map(each -> Objects.equals(each.getKey(), tag) ? Tag.of(tag, OTHER) : each)
            .toList();
    return id.replaceTags(tags);
  }
}
