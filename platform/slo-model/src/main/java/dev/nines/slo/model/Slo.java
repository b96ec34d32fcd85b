package dev.nines.slo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A service level objective: what is counted, how much of it must be good, and over which period.
 *
 * @param name lower-case words joined by dashes; unique with {@code service}
 * @param displayName for people; the name when the file gives none
 * @param service the service that promises it
 * @param description for people; may be empty
 * @param labels what the file says of it for people and routes: team, environment
 * @param place where in its file it is defined
 */
public record Slo(
    String name,
    String displayName,
    String service,
    String description,
    Indicator indicator,
    Objective objective,
    Period period,
    Budgeting budgeting,
    Counting counting,
    Alerting alerting,
    Map<String, String> labels,
    Place place) {
  public Slo {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
