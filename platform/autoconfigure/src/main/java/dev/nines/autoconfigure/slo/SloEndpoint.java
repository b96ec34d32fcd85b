package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the service promises, and how this one process has kept it since it started: {@code GET
 * /actuator/slo}. Whether the promise is kept is for Prometheus to say, which knows all replicas
 * and the past; this is for who has found one replica among them that behaves differently.
 */
@RestController
@RequestMapping("${management.endpoints.web.base-path:/actuator}/slo")
public final class SloEndpoint {
  private final ServiceSlos slos;
  private final SloCounts counts;

  /**
   * One SLO.
   *
   * @param objective in percent
   * @param period its length, as ISO 8601 has durations
   * @param total events; null where the indicator counts none, or there are no series yet
   * @param bad of these
   * @param errorRatio share of bad events; null without events
   */
  record View(
      String name,
      String displayName,
      BigDecimal objective,
      String period,
      List<String> selectors,
      @Nullable Double total,
      @Nullable Double bad,
      @Nullable Double errorRatio) {}

  private record Count(double bad, double total) {}

  SloEndpoint(ServiceSlos slos, SloCounts counts) {
    this.slos = slos;
    this.counts = counts;
  }

  @GetMapping
  List<View> show() {
    return slos.slos().stream().map(this::view).toList();
  }

  private View view(Slo slo) {
    @Nullable Count count = count(slo.indicator());
    return new View(
        slo.name(),
        slo.displayName(),
        slo.objective().percent(),
        slo.period().length().toString(),
        ServiceSlos.selectors(slo.indicator()).map(Selector::toString).toList(),
        count == null ? null : count.total(),
        count == null ? null : count.bad(),
        count == null || count.total() == 0 ? null : count.bad() / count.total());
  }

  private @Nullable Count count(Indicator indicator) {
    return switch (indicator) {
      case Indicator.BadOfTotal(Selector bad, Selector total) -> {
        OptionalDouble all = counts.of(total);
        yield all.isEmpty() ? null : new Count(counts.of(bad).orElse(0), all.getAsDouble());
      }
      case Indicator.GoodOfTotal(Selector good, Selector total) -> rest(good, total);
      case Indicator.Latency latency -> rest(latency.bucket(), latency.total());
      case Indicator.RawRatio _, Indicator.Composite _ -> null;
    };
  }

  private @Nullable Count rest(Selector good, Selector total) {
    OptionalDouble all = counts.of(total);
    return all.isEmpty()
        ? null
        : new Count(all.getAsDouble() - counts.of(good).orElse(0), all.getAsDouble());
  }
}
