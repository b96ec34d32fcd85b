package dev.nines.cli.chaos;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What was ordered: one item of one article.
 *
 * @param unitPrice without zeros at its end, so that equal prices are equal
 */
public record Content(
    String customer, String currency, String sku, int quantity, BigDecimal unitPrice) {
  public Content {
    unitPrice = unitPrice.stripTrailingZeros();
  }

  /** That of an order as it is answered; of one with other than one item, something else. */
  static Content read(JsonNode order) {
    JsonNode items = order.path("items");
    JsonNode item = items.path(0);
    return new Content(
        order.path("customer").asString(""),
        order.path("currency").asString(""),
        items.size() == 1 ? item.path("sku").asString("") : items.toString(),
        item.path("quantity").asInt(0),
        item.path("unitPrice").asDecimal(BigDecimal.ONE.negate()));
  }

  /** The request that orders it. */
  Map<String, Object> request() {
    Map<String, Object> item = Map.of("sku", sku, "quantity", quantity, "unitPrice", unitPrice);
    return Map.of("customer", customer, "currency", currency, "items", List.of(item));
  }
}
