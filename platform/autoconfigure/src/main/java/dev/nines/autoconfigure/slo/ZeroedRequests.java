package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.server.reactive.observation.ServerHttpObservationDocumentation.LowCardinalityKeyNames;

/**
 * Registers the requests that an SLO names, so that their series stand at 0 before the first one: a
 * service that nobody has called yet is idle, and not one whose series were renamed. A label that
 * the SLO leaves open is {@code none}, which is no request's.
 */
final class ZeroedRequests {
  private static final String METER = "http.server.requests";
  private static final String FAMILY = "http_server_requests_seconds";
  private static final String STATUS = LowCardinalityKeyNames.STATUS.asString();

  /** A good and a bad answer; a selector's own matchers choose, where it does not name some. */
  private static final List<String> ANSWERS = List.of("200", "500");

  private final MeterRegistry registry;

  ZeroedRequests(MeterRegistry registry) {
    this.registry = registry;
  }

  void add(Selector selector) {
    if (selector.metric().startsWith(FAMILY)) {
      requests(selector).forEach(this::register);
    }
  }

  /** One for each combination of the values that the selector names. */
  private static Stream<Map<String, String>> requests(Selector selector) {
    List<String> named = selector.matcher(STATUS).map(Matcher::namedValues).orElse(List.of());
    Stream<Map<String, String>> requests =
        (named.isEmpty() ? ANSWERS : named).stream().map(ZeroedRequests::answer);
    for (Matcher matcher : selector.matchers()) {
      requests = requests.flatMap(request -> chosen(request, matcher));
    }
    return requests;
  }

  private static Stream<Map<String, String>> chosen(Map<String, String> request, Matcher matcher) {
    String value = request.get(matcher.label());
    if (value == null) {
      return Stream.of(request);
    }
    if (value.equals(KeyValue.NONE_VALUE) && !matcher.namedValues().isEmpty()) {
      return matcher.namedValues().stream().map(name -> with(request, matcher.label(), name));
    }
    return selects(matcher, value) ? Stream.of(request) : Stream.empty();
  }

  private static Map<String, String> with(Map<String, String> request, String label, String value) {
    Map<String, String> other = new LinkedHashMap<>(request);
    other.put(label, value);
    return other;
  }

  private void register(Map<String, String> request) {
    Tags tags = Tags.empty();
    for (var label : request.entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    Timer.builder(METER).tags(tags).register(registry);
  }

  /**
   * The labels of Spring's own convention, and the one that Micrometer adds to each observation.
   */
  private static Map<String, String> answer(String status) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (LowCardinalityKeyNames key : LowCardinalityKeyNames.values()) {
      labels.put(key.asString(), KeyValue.NONE_VALUE);
    }
    labels.put("error", KeyValue.NONE_VALUE);
    labels.put(STATUS, status);
    labels.put(LowCardinalityKeyNames.OUTCOME.asString(), outcome(status));
    return labels;
  }

  private static String outcome(String status) {
    return (status.matches("\\d{3}")
            ? Outcome.forStatus(Integer.parseInt(status))
            : Outcome.UNKNOWN)
        .name();
  }

  private static boolean selects(Matcher matcher, String value) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value().equals(value);
      case NOT_EQUAL -> !matcher.value().equals(value);
      case REGEX -> Pattern.matches(matcher.value(), value);
      case NOT_REGEX -> !Pattern.matches(matcher.value(), value);
    };
  }
}
