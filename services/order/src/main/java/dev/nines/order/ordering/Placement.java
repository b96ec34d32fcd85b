package dev.nines.order.ordering;

/**
 * How a request to place an order ended well.
 *
 * @param replayed whether an earlier request with the same key had stored the order already
 */
record Placement(Order order, boolean replayed) {}
