package dev.nines.order.outbox;

import java.util.Arrays;

/** What can happen to an order. The whole order, as it then was, is the event's payload. */
public enum EventType {
  /** It was placed. The first event of each order. */
  CREATED("order.created"),
  /** It was cancelled. */
  CANCELLED("order.cancelled");

  private final String value;

  EventType(String value) {
    this.value = value;
  }

  /** As it is stored and told, such as {@code order.created}. */
  public String value() {
    return value;
  }

  static EventType of(String value) {
    return Arrays.stream(values())
        .filter(type -> type.value.equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no event has the type " + value));
  }
}
