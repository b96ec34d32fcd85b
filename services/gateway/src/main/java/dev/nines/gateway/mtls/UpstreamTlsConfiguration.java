package dev.nines.gateway.mtls;

import dev.nines.autoconfigure.mtls.MtlsAutoConfiguration;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows the gateway's certificate to the services behind, and takes only theirs. Spring Cloud
 * Gateway's own {@code httpclient.ssl.ssl-bundle} reads the bundle once, at the start.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("nines.mtls.enabled")
class UpstreamTlsConfiguration {
  private static final Logger log = LoggerFactory.getLogger(UpstreamTlsConfiguration.class);
  private static final String BUNDLE = MtlsAutoConfiguration.BUNDLE;

  @Bean
  HttpClientCustomizer upstreamTls(SslBundles bundles) {
    ReloadingSslContext context = new ReloadingSslContext(context(bundles.getBundle(BUNDLE)));
    bundles.addBundleUpdateHandler(
        BUNDLE,
        bundle -> {
          context.replace(context(bundle));
          log.info("new connections to the services behind show the renewed certificate");
        });
    return client -> client.secure(tls -> tls.sslContext(context));
  }

  private static SslContext context(SslBundle bundle) {
    try {
      return SslContextBuilder.forClient()
          .keyManager(bundle.getManagers().getKeyManagerFactory())
          .trustManager(bundle.getManagers().getTrustManagerFactory())
          .protocols("TLSv1.3")
          .endpointIdentificationAlgorithm("HTTPS")
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("no TLS context from the bundle " + BUNDLE, e);
    }
  }
}
