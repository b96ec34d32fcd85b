package dev.nines.autoconfigure.mtls;

import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Looks at who connects to the management port: others than to the service's own. The service
 * itself may, for its image's health check has no other certificate.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(CertificateWatch.class)
public final class MtlsManagementConfiguration {
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> ninesManagementPeerCheck(
      MtlsProperties properties, CertificateWatch certificates, Refusals refusals) {
    return factory ->
        factory.addServerCustomizers(
            new PeerCheckCustomizer(() -> allowed(properties, certificates), refusals));
  }

  private static Set<String> allowed(MtlsProperties properties, CertificateWatch certificates) {
    Set<String> names = new HashSet<>(properties.managementClients());
    if (!names.isEmpty()) {
      names.add(certificates.ownName());
    }
    return names;
  }
}
