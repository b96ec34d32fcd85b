package dev.nines.autoconfigure.overload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When load is shed.
 *
 * @param enabled whether any is
 * @param target while nine of ten requests are answered within this time, more are let in; once
 *     they take longer, fewer
 * @param minimum so many requests at once are never refused, however slow they are: on a starved
 *     machine every answer is late, and refusing the few there are helps nobody
 * @param initial so many at once before anything is known, and soon again once nothing is shed; no
 *     fewer while cores are idle, when late answers wait for something else
 * @param maximum so many at once at most, however fast they are
 */
@ConfigurationProperties("nines.overload")
public record OverloadProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("250ms") Duration target,
    @DefaultValue("8") int minimum,
    @DefaultValue("64") int initial,
    @DefaultValue("1000") int maximum) {
  public OverloadProperties {
    if (!target.isPositive()) {
      throw new IllegalArgumentException("nines.overload.target must be above 0, was: " + target);
    }
    if (minimum < 1 || initial < minimum || maximum < initial) {
      throw new IllegalArgumentException(
          "nines.overload must have 1 <= minimum <= initial <= maximum, was: minimum %d, initial %d, maximum %d"
              .formatted(minimum, initial, maximum));
    }
  }
}
