package dev.nines.autoconfigure.masking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is hidden in logs and traces besides the defaults.
 *
 * @param policy path of a YAML file of kind {@code DataMaskPolicy}, or its {@code classpath:}
 *     location; empty for the defaults alone
 * @param key of the HMAC of type {@code hash-sha256}, at least 32 bytes; the same for all services
 *     whose hashes are to be compared. Empty for a random one a process
 * @param watchInterval how often the file is looked at; a change counts once it is the same twice
 */
@ConfigurationProperties("nines.masking")
public record MaskingProperties(
    @DefaultValue("") String policy,
    @DefaultValue("") String key,
    @DefaultValue("1s") Duration watchInterval) {
  public MaskingProperties {
    if (watchInterval.isNegative() || watchInterval.isZero()) {
      throw new IllegalArgumentException("watchInterval must be positive, was: " + watchInterval);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "MaskingProperties[policy=" + policy + ", watchInterval=" + watchInterval + "]";
  }
}
