/** What happened to orders, told to others at least once: read, streamed, pushed, removed. */
@NullMarked
package dev.nines.order.outbox;

import org.jspecify.annotations.NullMarked;
