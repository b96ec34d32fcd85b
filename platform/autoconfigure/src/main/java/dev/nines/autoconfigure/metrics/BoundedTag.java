package dev.nines.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the first values of a meter's tags and calls all later ones {@code other}. Unlike a filter
 * that denies the meter it loses no event. Thread-safe.
 */
final class BoundedTag implements MeterFilter {
  static final String OTHER = "other";

  private final String meter;
  private final Set<String> tags;
  private final int limit;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param tags keys whose values are of one kind, and counted together
   * @param limit how many values keep their name, give or take those that arrive at the same time
   */
  BoundedTag(String meter, Set<String> tags, int limit) {
    this.meter = meter;
    this.tags = Set.copyOf(tags);
    this.limit = limit;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().equals(meter) || id.getTags().stream().noneMatch(this::isBeyond)) {
      return id;
    }
    List<Tag> bounded =
        id.getTags().stream()
            .map(tag -> isBeyond(tag) ? Tag.of(tag.getKey(), OTHER) : tag)
            .toList();
    return id.replaceTags(bounded);
  }

  private boolean isBeyond(Tag tag) {
    return tags.contains(tag.getKey())
        && !known.contains(tag.getValue())
        && !(known.size() < limit && known.add(tag.getValue()));
  }
}
