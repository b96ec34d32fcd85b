/** Events to Kafka, where it is configured; nothing of it is loaded where it is not. */
@NullMarked
package dev.nines.order.outbox.kafka;

import org.jspecify.annotations.NullMarked;
