package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import reactor.core.publisher.Mono;

class SecurityAutoConfigurationTests {
  private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";
  private static final String ISSUER = JWT + "issuer-uri=https://login.example.com/";
  private static final String AUDIENCE = JWT + "audiences=nines";

  private final ReactiveWebApplicationContextRunner service =
      new ReactiveWebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SecurityAutoConfiguration.class,
                  WebFluxAutoConfiguration.class,
                  ReactiveWebSecurityAutoConfiguration.class,
                  ReactiveOAuth2ResourceServerAutoConfiguration.class,
                  ReactiveUserDetailsServiceAutoConfiguration.class));

  @Test
  void withAnIssuer_tokensAreAskedFor() {
    service
        .withPropertyValues(ISSUER, AUDIENCE)
        .run(context ->
            assertThat(context)
                .hasNotFailed()
                .hasSingleBean(RememberedTokens.class)
                .hasSingleBean(SecurityWebFilterChain.class)
                .hasBean("ninesGuardedChain")
                .doesNotHaveBean(ReactiveUserDetailsService.class));
  }

  @Test
  void withoutAnIssuer_theServiceDoesNotStart_andSaysWhatToDo() {
    service.run(context -> {
      FailureAnalysis analysis = new NoIssuerFailureAnalyzer().analyze(context.getStartupFailure());
      assertThat(analysis.getDescription()).contains(JWT + "issuer-uri", "not set");
      assertThat(analysis.getAction())
          .contains("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI")
          .contains("./nines up", "nines.security.enabled=false");
    });
  }

  @Test
  void withoutAnAudience_theServiceDoesNotStart() {
    service
        .withPropertyValues(ISSUER)
        .run(context ->
            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("audiences"));
  }

  @Test
  void switchedOff_everybodyMayDoEverything() {
    service
        .withPropertyValues("nines.security.enabled=false")
        .run(context ->
            assertThat(context)
                .hasNotFailed()
                .hasBean("ninesOpenChain")
                .doesNotHaveBean(ReactiveJwtDecoder.class)
                .doesNotHaveBean(ReactiveUserDetailsService.class));
  }

  @Test
  void ownChainAndDecoder_areLeftAlone() {
    service
        .withUserConfiguration(Own.class)
        .run(context ->
            assertThat(context)
                .hasNotFailed()
                .hasSingleBean(SecurityWebFilterChain.class)
                .hasSingleBean(ReactiveJwtDecoder.class)
                .hasBean("ownChain")
                .hasBean("ownDecoder"));
  }

  @Test
  void knownCallers_goPastSpringSecurity() {
    service
        .withPropertyValues(ISSUER, AUDIENCE)
        .run(context ->
            assertThat(context.getBean(OpenPaths.class))
                .extracting("security")
                .isInstanceOf(KnownCallers.class));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {OwnDecoder.class, OneChainMore.class, OneFilterMore.class, OwnFirewall.class})
  void butNotWhereAServiceHasAPartOfItsOwn(Class<?> part) {
    service
        .withPropertyValues(ISSUER, AUDIENCE)
        .withUserConfiguration(part)
        .run(context ->
            assertThat(context.getBean(OpenPaths.class))
                .extracting("security")
                .isInstanceOf(WebFilterChainProxy.class));
  }

  @Test
  void withoutTheResourceServer_thereIsNothing() {
    service
        .withClassLoader(new FilteredClassLoader(NimbusReactiveJwtDecoder.class))
        .run(context -> assertThat(context).doesNotHaveBean(AccessRules.class));
  }

  @Test
  void outsideOfAWebService_thereIsNothing() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(SecurityAutoConfiguration.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AccessRules.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nines.security.open=ping | nines.security.open must start with '/'",
        "nines.security.rules[0].path=x | must start with '/'",
        "nines.security.rules[0].read=a b | rules[].read must be one scope",
        "nines.security.tokens.remembered=-1 | remembered must be 0 or more",
        "nines.security.tokens.longest=0s | longest must be above 0",
        "nines.security.keys.pause=0s | pause must be above 0",
        "nines.security.keys.outage=1m | outage must not be shorter than refresh",
        "spring.security.oauth2.resourceserver.jwt.jws-algorithms=HS256 | no signature by RSA or EC key",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri=login | is no address",
        "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=ftp://x | is no address",
      })
  void wrongSetting_isNamed(String property, String told) {
    service
        .withPropertyValues(
            ISSUER,
            AUDIENCE,
            "nines.security.rules[0].path=/x",
            "nines.security.rules[0].read=x:read",
            "nines.security.rules[0].write=x:write",
            property)
        .run(context ->
            assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(told));
  }

  @Configuration(proxyBeanMethods = false)
  static class Own {
    @Bean
    SecurityWebFilterChain ownChain() {
      return new OpenChain();
    }

    @Bean
    ReactiveJwtDecoder ownDecoder() {
      return _ -> Mono.empty();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnDecoder {
    @Bean
    ReactiveJwtDecoder ownDecoder() {
      return _ -> Mono.empty();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OneChainMore {
    @Bean
    static BeanDefinitionRegistryPostProcessor another() {
      return registry ->
          registry.registerBeanDefinition(
              "oneMore",
              BeanDefinitionBuilder.genericBeanDefinition(
                      SecurityWebFilterChain.class, OpenChain::new)
                  .getBeanDefinition());
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OneFilterMore {
    @Bean
    Customizer<ServerHttpSecurity> another() {
      return http ->
          http.addFilterAt(
              (exchange, chain) -> chain.filter(exchange), SecurityWebFiltersOrder.FIRST);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnFirewall {
    @Bean
    StrictServerWebExchangeFirewall ownFirewall() {
      return new StrictServerWebExchangeFirewall();
    }
  }
}
