package dev.nines.slo.compiler;

import dev.nines.slo.model.Place;

/**
 * Something that a person should know about a correct SLO, and need not mend.
 *
 * @param fact a sentence without its full stop
 */
public record Note(Place place, String fact) {
  @Override
  public String toString() {
    return place + ": " + fact + ".";
  }
}
