package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Place;
import java.util.List;

/**
 * Something an SLO file asks of the service's meters that they do not have.
 *
 * @param place the SLO's
 * @param fact a sentence without its full stop
 * @param fix a sentence without its full stop
 */
record MeterMismatch(Place place, String fact, String fix) {
  static MeterMismatch unknownMetric(ServiceSlos.Use use, List<String> nearest) {
    return new MeterMismatch(
        use.place(),
        "SLO '%s' counts '%s', a metric that this service does not have"
            .formatted(use.slo(), use.selector().metric()),
        "The nearest names are " + String.join(", ", nearest));
  }

  static MeterMismatch unknownLabel(ServiceSlos.Use use, String label, List<String> labels) {
    return new MeterMismatch(
        use.place(),
        "SLO '%s' selects '%s' by the label '%s', which it does not have"
            .formatted(use.slo(), use.selector().metric(), label),
        "Its labels are " + String.join(", ", labels));
  }

  @Override
  public String toString() {
    return place + ": " + fact + ". " + fix + ".";
  }
}
