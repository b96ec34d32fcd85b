package dev.nines.autoconfigure.metrics;

import io.micrometer.common.KeyValues;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Spring's names for requests, made once for all that are alike, and not twice for each. What a
 * request has alone, its path, only a sampled span takes. Thread-safe.
 */
public final class RequestConvention extends DefaultServerRequestObservationConvention {
  /** Routes times statuses, of a large service. What is beyond gets its names anew each time. */
  private static final int MOST = 2_000;

  /** Others are made up by clients, and could fill all places. */
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());

  private final Map<Likeness, Names> known = new ConcurrentHashMap<>();

  RequestConvention(String name) {
    super(name);
  }

  /** All that Spring's names depend on. */
  private record Likeness(
      HttpMethod method,
      @Nullable String route,
      @Nullable HttpStatusCode status,
      boolean committed,
      boolean aborted,
      @Nullable Class<?> error) {}

  private record Names(KeyValues keys, @Nullable String ofSpan) {}

  @Override
  public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
    @Nullable Names names = names(context);
    return names == null ? super.getLowCardinalityKeyValues(context) : names.keys;
  }

  @Override
  public @Nullable String getContextualName(ServerRequestObservationContext context) {
    @Nullable Names names = names(context);
    return names == null ? super.getContextualName(context) : names.ofSpan;
  }

  /** Asked for at the start, too, when there is no span yet. */
  @Override
  public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
    @Nullable TracingContext tracing = context.get(TracingContext.class);
    @Nullable Span span = tracing == null ? null : tracing.getSpan();
    return span == null || span.isNoop()
        ? KeyValues.empty()
        : super.getHighCardinalityKeyValues(context);
  }

  /** Null where they are not kept. */
  private @Nullable Names names(ServerRequestObservationContext context) {
    @Nullable ServerHttpRequest request = context.getCarrier();
    if (request == null || !METHODS.contains(request.getMethod())) {
      return null;
    }
    @Nullable ServerHttpResponse response = context.getResponse();
    @Nullable Throwable error = context.getError();
    Likeness likeness =
        new Likeness(
            request.getMethod(),
            context.getPathPattern(),
            response == null ? null : response.getStatusCode(),
            response != null && response.isCommitted(),
            context.isConnectionAborted(),
            error == null ? null : error.getClass());
    @Nullable Names names = known.get(likeness);
    return names == null && known.size() < MOST
        ? known.computeIfAbsent(likeness, _ -> make(context))
        : names;
  }

  private Names make(ServerRequestObservationContext context) {
    return new Names(super.getLowCardinalityKeyValues(context), super.getContextualName(context));
  }
}
