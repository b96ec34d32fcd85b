package dev.nines.order.ordering;

/** Where an order stands. */
enum OrderStatus {
  /** Accepted and stored. */
  PLACED,
  /** Left the house; can no longer be cancelled. Set by fulfilment, not by this service's API. */
  SHIPPED,
  /** Called off by the customer. */
  CANCELLED
}
