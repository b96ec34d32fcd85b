package dev.nines.cli.chaos;

import java.util.Arrays;
import java.util.Optional;

/** What can happen to an order. */
public enum EventType {
  CREATED("order.created"),
  CANCELLED("order.cancelled");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  static Optional<EventType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
  }
}
