package dev.nines.autoconfigure.traces;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * In which formats a trace's context is read and written.
 *
 * @param consume what a request may bring, the most trusted first: the first that has a context is
 *     the parent
 * @param produce what a request to another service carries, all of them
 */
@ConfigurationProperties("nines.propagation")
public record PropagationProperties(List<ContextFormat> consume, List<ContextFormat> produce) {
  public PropagationProperties {
    consume = List.copyOf(consume);
    produce = List.copyOf(produce);
  }

  PropagationProperties withoutBaggage() {
    return new PropagationProperties(traces(consume), traces(produce));
  }

  private static List<ContextFormat> traces(List<ContextFormat> formats) {
    return formats.stream().filter(format -> format != ContextFormat.BAGGAGE).toList();
  }
}
