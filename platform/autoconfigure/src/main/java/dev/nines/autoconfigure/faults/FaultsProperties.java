package dev.nines.autoconfigure.faults;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and where faults may be injected.
 *
 * @param enabled whether the endpoint {@code faults} exists at all; never switch it on in
 *     production
 * @param exclude paths that are never hit, besides the actuator's
 */
@ConfigurationProperties("nines.faults")
public record FaultsProperties(
    @DefaultValue("false") boolean enabled, @DefaultValue("/ping") List<String> exclude) {
  public FaultsProperties {
    exclude = List.copyOf(exclude);
  }
}
