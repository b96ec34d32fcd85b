package dev.nines.order.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an order.
 *
 * @param position also the event's id: the same each time that it is told
 * @param payload the order as it then was, in the API's JSON, on one line
 * @param happenedAt when its transaction began
 */
public record OrderEvent(
    Position position, UUID orderId, EventType type, String payload, Instant happenedAt) {}
