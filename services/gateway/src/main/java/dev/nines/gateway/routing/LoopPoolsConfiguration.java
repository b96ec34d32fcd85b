package dev.nines.gateway.routing;

import java.util.List;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Spring Cloud Gateway's client, with {@link LoopPools}. */
@Configuration(proxyBeanMethods = false)
class LoopPoolsConfiguration {
  @Bean
  HttpClientFactory loopPoolsClient(
      HttpClientProperties properties,
      ServerProperties server,
      HttpClientSslConfigurer tls,
      List<HttpClientCustomizer> customizers) {
    return new HttpClientFactory(properties, server, tls, customizers) {
      @Override
      protected ConnectionProvider buildConnectionProvider(HttpClientProperties asked) {
        ConnectionProvider one = super.buildConnectionProvider(asked);
        return asked.getPool().getType() == HttpClientProperties.Pool.PoolType.DISABLED
            ? one
            : LoopPools.of(one, LoopResources.DEFAULT_IO_WORKER_COUNT);
      }
    };
  }
}
