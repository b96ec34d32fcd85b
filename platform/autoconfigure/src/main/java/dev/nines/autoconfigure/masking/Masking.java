package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy;
import dev.nines.autoconfigure.masking.policy.Default;
import dev.nines.autoconfigure.masking.policy.MaskType;
import dev.nines.autoconfigure.masking.policy.Signal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies in force, and the masks they make. Thread-safe. */
public final class Masking {
  private static final Logger LOGGER = LoggerFactory.getLogger(Masking.class);

  private final String service;
  private final MaskingProperties properties;
  private final MaskedValues values;
  private final Hash hash;
  private volatile InForce inForce;

  /**
   * What hides now.
   *
   * @param policies those that apply to this service; empty for the defaults alone
   * @param version of the file that they are from
   */
  record InForce(List<DataMaskPolicy> policies, String version, Mask traces) {}

  Masking(String service, MaskingProperties properties, MaskedValues values) {
    this.service = service;
    this.properties = properties;
    this.values = values;
    this.hash = properties.key().isEmpty() ? Hash.random() : Hash.under(properties.key());
    this.inForce = inForce(List.of(), "");
  }

  /** The mask of spans in force now. */
  Mask traces() {
    return inForce.traces();
  }

  InForce inForce() {
    return inForce;
  }

  /**
   * Replaces the policies, all at once: a line is masked by the old ones or by the new ones.
   *
   * @param all of one file; those for other services are left out
   * @param version of the file
   */
  void use(List<DataMaskPolicy> all, String version) {
    List<DataMaskPolicy> own =
        all.stream().filter(policy -> policy.scope().includes(service)).toList();
    inForce = inForce(own, version);
    if (own.isEmpty()) {
      LOGGER.warn("No mask policy is about '{}': only the defaults hide data", service);
    }
    own.forEach(policy -> tell(policy, version));
    warnOfRandomKey(own);
  }

  private InForce inForce(List<DataMaskPolicy> policies, String version) {
    LogMask.use(new Mask(Signal.LOGS, policies, hash, values));
    return new InForce(policies, version, new Mask(Signal.TRACES, policies, hash, values));
  }

  private static void tell(DataMaskPolicy policy, String version) {
    LOGGER.info(
        "Mask policy '{}' is in force: {} paths, version {}",
        policy.name(),
        policy.fields().size(),
        version);
    if (!policy.dropped().isEmpty()) {
      LOGGER.warn(
          "Mask policy '{}' drops defaults: {} can be seen",
          policy.name(),
          policy.dropped().stream().map(Default::text).sorted().toList());
    }
  }

  private void warnOfRandomKey(List<DataMaskPolicy> policies) {
    boolean hashes =
        policies.stream()
            .flatMap(policy -> policy.fields().stream())
            .anyMatch(field -> field.type() == MaskType.HASH_SHA256);
    if (hashes && properties.key().isEmpty()) {
      LOGGER.warn(
          "nines.masking.key is not set: hashes are under a random key, and only those of this"
              + " process can be compared with each other");
    }
  }
}
