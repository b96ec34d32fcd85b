package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy;
import dev.nines.autoconfigure.masking.policy.PolicyReader;
import dev.nines.autoconfigure.masking.policy.PolicyReading;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Read;
import dev.nines.autoconfigure.masking.policy.Signal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Masks for tests. */
final class Masks {
  static final String KEY = "0123456789abcdef0123456789abcdef";

  private Masks() {}

  /**
   * @param fields each {@code path type}
   */
  static Mask logs(String... fields) {
    return mask(Signal.LOGS, policy(fields));
  }

  static Mask traces(String... fields) {
    return mask(Signal.TRACES, policy(fields));
  }

  static Mask mask(Signal signal, String yaml) {
    return new Mask(signal, policies(yaml), Hash.under(KEY), new MaskedValues());
  }

  static String policy(String... fields) {
    String lines =
        Stream.of(fields)
            .map(field -> field.split(" ", -1))
            .map(field -> "    - {path: '%s', type: %s}\n".formatted(field[0], field[1]))
            .collect(Collectors.joining());
    return """
    apiVersion: nines.dev/v1
    kind: DataMaskPolicy
    metadata:
      name: test
    spec:
    """
        + (fields.length == 0 ? "  dropDefaults: []\n" : "  fields:\n" + lines);
  }

  static List<DataMaskPolicy> policies(String yaml) {
    PolicyReading reading = new PolicyReader().read("mask.yaml", yaml);
    if (reading instanceof Read read) {
      return read.policies();
    }
    throw new AssertionError(reading);
  }
}
