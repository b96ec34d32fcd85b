package dev.nines.autoconfigure.mtls;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Certificates on both sides. With a folder, the SSL bundle {@code nines-mtls} is made of it, and
 * the service's servers ask for certificates.
 *
 * @param folder has {@code tls.crt}, {@code tls.key} and {@code ca.crt} in PEM form, as
 *     cert-manager writes them; read again when they change. Empty for no certificates
 * @param server whether the service's own port is covered, or its management port alone
 * @param clients who may connect to the service's port, by the common name of their certificate;
 *     none for whoever has one
 * @param managementClients who may connect to the management port, beside the service itself; none
 *     for whoever has a certificate
 * @param check how often the files are compared with those in force
 */
@ConfigurationProperties("nines.mtls")
public record MtlsProperties(
    @DefaultValue("") String folder,
    @DefaultValue("true") boolean server,
    @DefaultValue Set<String> clients,
    @DefaultValue Set<String> managementClients,
    @DefaultValue("5s") Duration check) {
  public MtlsProperties {
    clients = Set.copyOf(clients);
    managementClients = Set.copyOf(managementClients);
    if (check.isNegative() || check.isZero()) {
      throw new IllegalArgumentException("nines.mtls.check must be above 0, was: " + check);
    }
  }
}
