package dev.nines.autoconfigure.diagnostics;

import dev.nines.autoconfigure.network.Network;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may look inside.
 *
 * @param networks whence, by the connection's own address: no header is believed. For all others
 *     there is nothing to be found
 * @param scope that a token must have
 * @param longest life of a token, from its {@code iat} to its {@code exp}
 * @param recording the longest recording
 */
@ConfigurationProperties("nines.diagnostics")
public record DiagnosticsProperties(
    @DefaultValue({"127.0.0.0/8", "::1"}) List<String> networks,
    @DefaultValue("diagnostics") String scope,
    @DefaultValue("15m") Duration longest,
    @DefaultValue("5m") Duration recording) {
  public DiagnosticsProperties {
    networks = List.copyOf(networks);
    networks.forEach(network -> Network.parse("nines.diagnostics.networks", network));
    if (scope.isBlank()) {
      throw new IllegalArgumentException("nines.diagnostics.scope must not be empty");
    }
    if (!longest.isPositive() || !recording.isPositive()) {
      throw new IllegalArgumentException(
          "nines.diagnostics.longest and .recording must be above 0, were: %s and %s"
              .formatted(longest, recording));
    }
  }
}
