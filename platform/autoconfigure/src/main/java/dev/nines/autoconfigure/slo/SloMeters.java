package dev.nines.autoconfigure.slo;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/**
 * Checks the SLOs against the service's meters and sets their counters to 0, once all beans and
 * their meters exist and before the server accepts a request.
 */
final class SloMeters implements SmartLifecycle {
  /** Families that exist only after the first request or query. */
  private static final List<String> LAZY =
      List.of(
          "http_server_requests_seconds",
          "http_client_requests_seconds",
          "spring_cloud_gateway_requests_seconds",
          "spring_data_repository_invocations_seconds",
          "r2dbc_query_seconds");

  private final ServiceSlos slos;
  private final MeterRegistry registry;
  private final Set<String> known = new TreeSet<>();
  private final boolean ownConvention;
  private volatile boolean running;

  /**
   * Has nothing done yet.
   *
   * @param ownConvention whether the service names the labels of its requests itself, so that none
   *     can be registered beforehand
   */
  SloMeters(
      ServiceSlos slos, MeterRegistry registry, List<String> lazyMetrics, boolean ownConvention) {
    this.slos = slos;
    this.registry = registry;
    this.ownConvention = ownConvention;
    Stream.concat(LAZY.stream(), lazyMetrics.stream())
        .flatMap(name -> Stream.concat(Stream.of(name), PrometheusNames.summary(name)))
        .forEach(known::add);
  }

  @Override
  public void start() {
    if (!ownConvention) {
      ZeroedRequests requests = new ZeroedRequests(registry);
      slos.uses().forEach(use -> requests.add(use.selector()));
    }
    List<Meter.Id> meters = registry.getMeters().stream().map(Meter::getId).toList();
    meters.stream().flatMap(PrometheusNames::series).forEach(known::add);
    List<MeterMismatch> mismatches = new ArrayList<>();
    ZeroedCounters zeroed = new ZeroedCounters(registry);
    for (ServiceSlos.Use use : slos.uses()) {
      unknown(use).or(() -> zeroed.add(use)).ifPresent(mismatches::add);
    }
    if (!mismatches.isEmpty()) {
      throw new MeterMismatchException(mismatches);
    }
    running = true;
  }

  private Optional<MeterMismatch> unknown(ServiceSlos.Use use) {
    String metric = use.selector().metric();
    return known.contains(metric)
        ? Optional.empty()
        : Optional.of(MeterMismatch.unknownMetric(use, Nearest.to(metric, known)));
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server, which starts at nearly the end. */
  @Override
  public int getPhase() {
    return 0;
  }
}
