package dev.nines.autoconfigure.slo;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which SLO files a service reads, and which of their metrics it cannot show at start-up.
 *
 * @param location pattern of the files, as Spring's resource patterns
 * @param lazyMetrics names, as Prometheus shows them and without {@code _count} and the like, of
 *     metrics that the service creates only at the first event
 */
@ConfigurationProperties("nines.slo")
public record SloProperties(
    @DefaultValue("classpath*:slo/*.yaml") String location,
    @DefaultValue List<String> lazyMetrics) {
  public SloProperties {
    lazyMetrics = List.copyOf(lazyMetrics);
  }
}
