package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.Signal;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;

/**
 * Hides secrets in the values of meters' tags, by the defaults: a client's {@code uri} built by
 * hand holds its query. Asked once for each new meter.
 */
final class MaskedTags implements MeterFilter {
  private final Mask mask = Mask.ofDefaults(Signal.TRACES);

  @Override
  public Meter.Id map(Meter.Id id) {
    boolean clean =
        id.getTags().stream().allMatch(tag -> mask.text(tag.getValue()).equals(tag.getValue()));
    return clean ? id : id.replaceTags(masked(id.getTags()));
  }

  private List<Tag> masked(List<Tag> tags) {
    return tags.stream().map(tag -> Tag.of(tag.getKey(), mask.text(tag.getValue()))).toList();
  }
}
