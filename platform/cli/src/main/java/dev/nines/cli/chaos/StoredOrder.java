package dev.nines.cli.chaos;

import tools.jackson.databind.JsonNode;

/** An order as the service tells it. */
public record StoredOrder(String id, Content content, boolean cancelled) {
  static StoredOrder read(JsonNode order) {
    return new StoredOrder(
        order.path("id").asString(""),
        Content.read(order),
        order.path("status").asString("").equals("CANCELLED"));
  }
}
