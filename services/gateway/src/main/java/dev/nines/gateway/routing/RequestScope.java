package dev.nines.gateway.routing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Where the thread must be in the scope of the request's observation: for a meter that names the
 * trace as its exemplar, or baggage that is handed on. Elsewhere nobody asks (see
 * application.yaml).
 */
final class RequestScope {
  private RequestScope() {}

  static @Nullable Observation of(ContextView context) {
    return context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
  }

  /** The same, which hands its signals on within the scope. */
  static <T> Mono<T> restore(Mono<T> call) {
    return call.transform(
        Operators.<T, T>lift((_, actual) -> {
          @Nullable Observation request = of(actual.currentContext());
          return request == null ? actual : new Scoped<>(actual, request);
        }));
  }

  private record Scoped<T>(CoreSubscriber<? super T> actual, Observation request)
      implements CoreSubscriber<T> {
    @Override
    public Context currentContext() {
      return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      actual.onSubscribe(subscription);
    }

    @Override
    public void onNext(T value) {
      request.scoped(() -> actual.onNext(value));
    }

    @Override
    public void onError(Throwable error) {
      request.scoped(() -> actual.onError(error));
    }

    @Override
    public void onComplete() {
      request.scoped(actual::onComplete);
    }
  }
}
