/** {@code Idempotency-Key}: what lets a client repeat a request without doing it twice. */
@NullMarked
package dev.nines.order.idempotency;

import org.jspecify.annotations.NullMarked;
