package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.observation.ServerHttpObservationDocumentation.LowCardinalityKeyNames;

/**
 * Registers the requests that an SLO names, so that their series stand at 0 before the first one: a
 * service that nobody has called yet is idle, and not one whose series were renamed. A label that
 * the SLO leaves open is {@code none}, which is no request's.
 */
final class ZeroedRequests {
  private static final String METER = "http.server.requests";
  private static final String FAMILY = "http_server_requests_seconds";

  /** A good and a bad answer; a selector's own matchers choose. */
  private static final Map<String, String> ANSWERS =
      Map.of("200", "SUCCESS", "500", "SERVER_ERROR");

  private final MeterRegistry registry;

  ZeroedRequests(MeterRegistry registry) {
    this.registry = registry;
  }

  void add(Selector selector) {
    if (selector.metric().startsWith(FAMILY)) {
      ANSWERS.forEach((status, outcome) -> add(selector, answer(status, outcome)));
    }
  }

  private void add(Selector selector, Map<String, String> request) {
    for (Matcher matcher : selector.matchers()) {
      List<String> named = matcher.namedValues();
      boolean open = KeyValue.NONE_VALUE.equals(request.get(matcher.label()));
      if (open && !named.isEmpty()) {
        request.put(matcher.label(), named.getFirst());
      } else if (request.containsKey(matcher.label())
          && !selects(matcher, request.get(matcher.label()))) {
        return;
      }
    }
    Tags tags = Tags.empty();
    for (var label : request.entrySet()) {
      tags = tags.and(label.getKey(), label.getValue());
    }
    Timer.builder(METER).tags(tags).register(registry);
  }

  /**
   * The labels of Spring's own convention, and the one that Micrometer adds to each observation.
   */
  private static Map<String, String> answer(String status, String outcome) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (LowCardinalityKeyNames key : LowCardinalityKeyNames.values()) {
      labels.put(key.asString(), KeyValue.NONE_VALUE);
    }
    labels.put("error", KeyValue.NONE_VALUE);
    labels.put(LowCardinalityKeyNames.STATUS.asString(), status);
    labels.put(LowCardinalityKeyNames.OUTCOME.asString(), outcome);
    return labels;
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
