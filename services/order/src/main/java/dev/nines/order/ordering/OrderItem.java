package dev.nines.order.ordering;

import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param unitPrice in the order's currency, with exactly that currency's decimals
 */
record OrderItem(String sku, int quantity, BigDecimal unitPrice) {
  BigDecimal price() {
    return unitPrice.multiply(BigDecimal.valueOf(quantity));
  }
}
