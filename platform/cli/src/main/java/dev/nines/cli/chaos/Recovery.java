package dev.nines.cli.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A kill and what came after.
 *
 * @param took from the kill until an order that was sent afterwards was acknowledged; null if none
 *     was in time, or the part did not come back
 */
public record Recovery(Victim victim, @Nullable Duration took) {
  public boolean recovered() {
    return took != null;
  }
}
