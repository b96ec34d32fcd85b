package dev.nines.autoconfigure.capture;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Puts headers of a request on its observation, whose high-cardinality keys become attributes of
 * the span; several values of one are joined by commas. No label of a metric comes of them.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">http.request.header</a>
 */
public final class CapturedHeaders implements ObservationFilter {
  private final List<Header> headers;

  /**
   * A header to capture.
   *
   * @param name of the header
   * @param key that it stands under
   */
  private record Header(String name, String key) {}

  CapturedHeaders(List<String> names) {
    this.headers =
        names.stream().map(name -> new Header(name, "http.request.header." + name)).toList();
  }

  @Override
  public Observation.Context map(Observation.Context context) {
    if (context instanceof ServerRequestObservationContext request
        && request.getCarrier() != null) {
      HttpHeaders all = request.getCarrier().getHeaders();
      headers.forEach(header -> add(request, header.key, all.getOrEmpty(header.name)));
    }
    return context;
  }

  private static void add(Observation.Context context, String key, List<String> values) {
    if (!values.isEmpty()) {
      context.addHighCardinalityKeyValue(KeyValue.of(key, String.join(", ", values)));
    }
  }

  /** Those that the request had. */
  public void forEach(Observation.Context context, BiConsumer<String, String> each) {
    for (Header header : headers) {
      KeyValue value = context.getHighCardinalityKeyValue(header.key);
      if (value != null) {
        each.accept(value.getKey(), value.getValue());
      }
    }
  }
}
