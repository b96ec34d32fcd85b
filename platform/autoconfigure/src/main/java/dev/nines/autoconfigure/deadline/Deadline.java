package dev.nines.autoconfigure.deadline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/**
 * The moment after which nobody waits for a request's answer any more. A request that has one
 * carries it as an attribute of its exchange and in its Reactor context.
 *
 * @param at on {@link System#nanoTime()}'s clock
 */
public record Deadline(long at) {
  /**
   * Tells a callee how long its caller waits, in milliseconds: Envoy's header, so that a mesh and
   * the services in it say the same.
   */
  public static final String HEADER = "x-envoy-expected-rq-timeout-ms";

  private static final String ATTRIBUTE = Deadline.class.getName();

  /** Nine digits are eleven days; a longer text is no number of ours. */
  private static final int MAX_DIGITS = 9;

  static final long NONE = -1;

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The request's deadline; null if it has none. */
  public static @Nullable Deadline of(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE);
  }

  /** The deadline of the request that the context belongs to; null if there is none. */
  public static @Nullable Deadline of(ContextView context) {
    return context.getOrDefault(Deadline.class, null);
  }

  /** What is left; zero if it has passed, never less. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
  }

  /** What is left as the header's text; {@code 0} for less than a millisecond. */
  public String header() {
    return Long.toString(TimeUnit.NANOSECONDS.toMillis(Math.max(0, at - System.nanoTime())));
  }

  void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** The header's milliseconds; {@link #NONE} if there is none or it is no whole number. */
  static long millis(@Nullable String header) {
    if (header == null || header.isEmpty() || header.length() > MAX_DIGITS) {
      return NONE;
    }
    long millis = 0;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c < '0' || c > '9') {
        return NONE;
      }
      millis = millis * 10 + (c - '0');
    }
    return millis;
  }
}
