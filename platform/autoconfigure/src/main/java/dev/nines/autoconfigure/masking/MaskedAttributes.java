package dev.nines.autoconfigure.masking;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Masks the attributes of one span, its events and its links. Not thread-safe. */
final class MaskedAttributes {
  private static final String QUERY = "url.query";

  /** What follows the question mark in these is a query, whether it has parameters or not. */
  private static final Set<String> URLS =
      Set.of("url.full", QUERY, "http.url", "http.uri", "http.target", "uri");

  private final MaskedEvent event;
  private final Rules rules;

  MaskedAttributes(MaskedEvent event) {
    this.event = event;
    this.rules = event.mask().rules();
  }

  String text(String text) {
    return event.withoutEchoes(event.mask().text(text));
  }

  Attributes of(Attributes attributes) {
    if (attributes.isEmpty()) {
      return attributes;
    }
    AttributesBuilder keys = Attributes.builder();
    attributes.forEach((key, value) -> put(keys, key, value));
    return withoutEchoes(keys.build());
  }

  private void put(AttributesBuilder masked, AttributeKey<?> key, Object value) {
    Rules.Step step = rules.own(key.getKey());
    String name = event.mask().text(key.getKey());
    Object hidden = hidden(step, key.getKey(), value);
    if (hidden.equals(value) && name.equals(key.getKey())) {
      putAny(masked, key, value);
    } else if (hidden instanceof List<?> list) {
      masked.put(AttributeKey.stringArrayKey(name), list.stream().map(Object::toString).toList());
    } else {
      masked.put(AttributeKey.stringKey(name), hidden.toString());
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void putAny(AttributesBuilder attributes, AttributeKey<?> key, T value) {
    attributes.put((AttributeKey<T>) key, value);
  }

  private Object hidden(Rules.Step step, String name, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(element -> hidden(step, name, element)).toList();
    }
    Verdict verdict = step.verdict();
    boolean flag = value instanceof Boolean;
    if (verdict != null && !(flag && verdict.by() != null)) {
      return event.hide(verdict, value instanceof Value<?> any ? any.asString() : value.toString());
    }
    return switch (value) {
      case String text when URLS.contains(name) -> url(name, text);
      case String text -> event.text(text, step.at());
      case Long number -> changed(number, number.toString());
      case Value<?> any -> changed(any, any.asString());
      default -> value;
    };
  }

  private Object changed(Object value, String text) {
    String masked = event.mask().text(text);
    return masked.equals(text) ? value : masked;
  }

  private String url(String name, String url) {
    int mark = name.equals(QUERY) && !url.startsWith("?") ? 0 : url.indexOf('?') + 1;
    if (mark == 0 && !name.equals(QUERY)) {
      return event.mask().text(url);
    }
    return event.mask().text(url.substring(0, mark))
        + Stream.of(url.substring(mark).split("&", -1)).map(this::parameter).collect(joining("&"));
  }

  private String parameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? "" : parameter.substring(0, equals);
    String value = parameter.substring(equals + 1);
    Verdict verdict = rules.query(name);
    String masked =
        verdict == null || value.isEmpty()
            ? event.mask().text(value)
            : event.hide(verdict, Queries.decoded(value));
    return parameter.substring(0, equals + 1) + masked;
  }

  private Attributes withoutEchoes(Attributes attributes) {
    if (!event.hasEchoes()) {
      return attributes;
    }
    AttributesBuilder masked = attributes.toBuilder();
    attributes.forEach((key, value) -> {
      if (key.getType() == AttributeType.STRING) {
        masked.put(AttributeKey.stringKey(key.getKey()), event.withoutEchoes((String) value));
      }
    });
    return masked.build();
  }
}
