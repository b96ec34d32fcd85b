package dev.nines.autoconfigure.traces;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a context in the first of several formats that a carrier has, and writes it in all of
 * several. OpenTelemetry's own composite lets the last one win.
 */
final class FormatsPropagator implements TextMapPropagator {
  private final List<TextMapPropagator> parents;
  private final TextMapPropagator baggage;
  private final TextMapPropagator produced;
  private final List<String> fields;

  /**
   * @param fieldsOfBaggage headers that are baggage each by itself; read and written always
   */
  FormatsPropagator(PropagationProperties formats, TextMapPropagator fieldsOfBaggage) {
    parents =
        formats.consume().stream()
            .filter(format -> format != ContextFormat.BAGGAGE)
            .map(ContextFormat::propagator)
            .toList();
    baggage =
        TextMapPropagator.composite(
            Stream.concat(
                    formats.consume().stream()
                        .filter(format -> format == ContextFormat.BAGGAGE)
                        .map(ContextFormat::propagator),
                    Stream.of(fieldsOfBaggage))
                .toList());
    produced =
        TextMapPropagator.composite(
            Stream.concat(
                    formats.produce().stream().map(ContextFormat::propagator),
                    Stream.of(fieldsOfBaggage))
                .toList());
    fields =
        Stream.concat(parents.stream(), Stream.of(baggage, produced))
            .flatMap(propagator -> propagator.fields().stream())
            .distinct()
            .toList();
  }

  /** All headers that are read or written: what is stale in a request that is handed on. */
  @Override
  public Collection<String> fields() {
    return fields;
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    produced.inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    Context withBaggage = baggage.extract(context, carrier, getter);
    for (TextMapPropagator parent : parents) {
      Context found = parent.extract(withBaggage, carrier, getter);
      if (Span.fromContext(found).getSpanContext().isRemote()) {
        return found;
      }
    }
    return withBaggage;
  }
}
