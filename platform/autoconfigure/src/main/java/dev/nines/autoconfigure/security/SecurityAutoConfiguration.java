package dev.nines.autoconfigure.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nines.autoconfigure.warmup.WarmUpPass;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.WebFilter;

/**
 * Makes a service an OAuth 2 resource server that takes JWTs: {@code nines.security.rules} says
 * which scopes a path needs. The management server, on a port of its own, is not covered.
 */
@AutoConfiguration(
    before = {
      ReactiveOAuth2ResourceServerAutoConfiguration.class,
      ReactiveWebSecurityAutoConfiguration.class
    })
@ConditionalOnClass({ServerHttpSecurity.class, NimbusReactiveJwtDecoder.class, Caffeine.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(SecurityProperties.class)
public final class SecurityAutoConfiguration {
  private static final String FIREWALL = "ninesFirewall";
  private static final String CHAIN = "ninesGuardedChain";

  SecurityAutoConfiguration() {
    BlockingCode.forget();
  }

  /** A span and a timer for each filter and decision would cost more than the decision. */
  @Bean
  @ConditionalOnMissingBean
  SecurityObservationSettings ninesSecurityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * The path only: Netty has looked at every header already, character by character, and a strange
   * method is answered by whoever has the path, with those that he knows.
   */
  @Bean(FIREWALL)
  @ConditionalOnMissingBean
  StrictServerWebExchangeFirewall ninesFirewall() {
    StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(_ -> true);
    firewall.setAllowedHeaderValues(_ -> true);
    return firewall;
  }

  @Bean
  AccessRules ninesAccessRules(SecurityProperties properties, Environment environment) {
    return AccessRules.of(
        properties, environment.getProperty("spring.application.name", "application"));
  }

  @Bean
  Refusals ninesRefusals(AccessRules rules) {
    return new Refusals(rules);
  }

  /** Otherwise Spring Boot's default would ask everybody for a password. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "nines.security.enabled", havingValue = false)
  static class Open {
    @Bean
    @ConditionalOnMissingBean
    SecurityWebFilterChain ninesOpenChain() {
      return new OpenChain();
    }
  }

  /** Tokens and scopes. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "nines.security.enabled", matchIfMissing = true)
  @EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
  static class Guarded {
    /** How far the clocks of issuer and service may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder ninesTokens(
        OAuth2ResourceServerProperties oauth2, SecurityProperties properties) {
      TokenSettings settings = TokenSettings.of(oauth2.getJwt());
      Clock clock = Clock.systemUTC();
      IssuerKeys keys = new IssuerKeys(settings.keys(), properties.keys(), clock);
      NimbusReactiveJwtDecoder decoder =
          new NimbusReactiveJwtDecoder(new Verification(keys, settings.algorithms()));
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              timestamps(),
              new JwtIssuerValidator(settings.issuer()),
              new JwtClaimValidator<List<String>>(
                  JwtClaimNames.AUD, named -> isMeant(settings.audiences(), named))));
      return new RememberedTokens(decoder, properties.tokens(), clock);
    }

    private static JwtTimestampValidator timestamps() {
      JwtTimestampValidator timestamps = new JwtTimestampValidator(SKEW);
      // Expiry is the only way a token is ever revoked.
      timestamps.setAllowEmptyExpiryClaim(false);
      return timestamps;
    }

    private static boolean isMeant(List<String> ours, @Nullable List<String> named) {
      return named != null && named.stream().anyMatch(ours::contains);
    }

    @Bean(CHAIN)
    @ConditionalOnMissingBean
    SecurityWebFilterChain ninesGuardedChain(
        ServerHttpSecurity http,
        ReactiveJwtDecoder tokens,
        AccessRules rules,
        Refusals refusals,
        ObjectProvider<WarmUpPass> pass) {
      return http.securityMatcher(guarded(rules, pass.getIfAvailable()))
          .csrf(ServerHttpSecurity.CsrfSpec::disable)
          .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
          .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
          .logout(ServerHttpSecurity.LogoutSpec::disable)
          .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
          // What browsers make of pages is not our concern; that nobody keeps or guesses answers
          // is.
          .headers(headers ->
              headers
                  .frameOptions(ServerHttpSecurity.HeaderSpec.FrameOptionsSpec::disable)
                  .hsts(ServerHttpSecurity.HeaderSpec.HstsSpec::disable)
                  .xssProtection(ServerHttpSecurity.HeaderSpec.XssProtectionSpec::disable))
          .anonymous(ServerHttpSecurity.AnonymousSpec::disable)
          .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
          .exceptionHandling(
              handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
          .oauth2ResourceServer(server ->
              server
                  .jwt(jwt -> jwt.jwtDecoder(tokens))
                  .authenticationEntryPoint(refusals)
                  .authenticationFailureHandler(refusals)
                  .accessDeniedHandler(refusals))
          .authorizeExchange(exchanges -> exchanges.anyExchange().access(new ScopeManager(rules)))
          .build();
    }

    @Bean
    static BeanPostProcessor ninesOpenPaths(
        ObjectProvider<AccessRules> rules, ListableBeanFactory beans) {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof WebFilterChainProxy security
              ? new OpenPaths(shortened(security, beans), rules.getObject())
              : bean;
        }
      };
    }

    /**
     * A service that has put in a part of its own keeps all of Spring Security for each request.
     */
    private static WebFilter shortened(WebFilterChainProxy security, ListableBeanFactory beans) {
      return isOnly(SecurityWebFilterChain.class, CHAIN, beans)
              && isOnly(ServerWebExchangeFirewall.class, FIREWALL, beans)
              && beans.getBean(ReactiveJwtDecoder.class) instanceof RememberedTokens tokens
          ? KnownCallers.before(
              security,
              beans.getBean(CHAIN, SecurityWebFilterChain.class),
              tokens,
              beans.getBean(AccessRules.class))
          : security;
    }

    private static boolean isOnly(Class<?> type, String name, ListableBeanFactory beans) {
      return Arrays.equals(beans.getBeanNamesForType(type), new String[] {name});
    }

    private static ServerWebExchangeMatcher guarded(AccessRules rules, @Nullable WarmUpPass pass) {
      return exchange ->
          OpenPaths.isManagement(exchange)
                  || rules.open(exchange.getRequest())
                  || isOwn(exchange.getRequest(), pass)
              ? MatchResult.notMatch()
              : MatchResult.match();
    }

    /** What the service sends itself; a token that comes with it is judged like any other. */
    private static boolean isOwn(ServerHttpRequest request, @Nullable WarmUpPass pass) {
      return pass != null
          && pass.admits(request)
          && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }
  }
}
