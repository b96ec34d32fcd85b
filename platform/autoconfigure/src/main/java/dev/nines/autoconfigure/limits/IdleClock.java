package dev.nines.autoconfigure.limits;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that has waited too long for a request. It looks once in a while instead of
 * being set for each request: where it looks too early, it comes back when the time is up. On the
 * connection's event loop alone.
 */
final class IdleClock {
  private final long limitNanos;
  private final BooleanSupplier asked;

  private long since;
  private @Nullable Future<?> next;

  /**
   * @param asked whether a request is arriving, or has no answer yet
   */
  IdleClock(Duration limit, BooleanSupplier asked) {
    this.limitNanos = limit.toNanos();
    this.asked = asked;
  }

  void start(ChannelHandlerContext context) {
    restart(context);
    lookIn(context, limitNanos);
  }

  /** The connection waits from now on. */
  void restart(ChannelHandlerContext context) {
    since = now(context);
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the end of a connection.
  private void look(ChannelHandlerContext context) {
    if (asked.getAsBoolean() || isLeaving(context)) {
      restart(context);
    }
    long left = limitNanos - (now(context) - since);
    if (left > 0) {
      lookIn(context, left);
    } else {
      context.close();
    }
  }

  /** Whether an answer is still to be sent. */
  private static boolean isLeaving(ChannelHandlerContext context) {
    @Nullable ChannelOutboundBuffer answers = context.channel().unsafe().outboundBuffer();
    return answers != null && !answers.isEmpty();
  }

  private void lookIn(ChannelHandlerContext context, long nanos) {
    next = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
