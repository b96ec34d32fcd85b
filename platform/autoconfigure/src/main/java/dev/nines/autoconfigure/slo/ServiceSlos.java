package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the running service promises.
 *
 * @param slos those whose service it is; may be empty
 */
record ServiceSlos(List<Slo> slos) {
  /** A selector, and the SLO that uses it. */
  record Use(Selector selector, String slo, Place place) {}

  ServiceSlos {
    slos = List.copyOf(slos);
  }

  /** Every selector, in the files' order. A raw ratio is a query, and has none. */
  List<Use> uses() {
    return slos.stream()
        .flatMap(slo ->
            selectors(slo.indicator()).map(selector -> new Use(selector, slo.name(), slo.place())))
        .toList();
  }

  /** Those that one indicator counts by, bad or good before all. */
  static Stream<Selector> selectors(Indicator indicator) {
    return switch (indicator) {
      case Indicator.BadOfTotal(Selector bad, Selector total) -> Stream.of(bad, total);
      case Indicator.GoodOfTotal(Selector good, Selector total) -> Stream.of(good, total);
      case Indicator.Latency latency -> Stream.of(latency.bucket(), latency.total());
      // A composite's parts are SLOs of their own.
      case Indicator.RawRatio _, Indicator.Composite _ -> Stream.empty();
    };
  }
}
