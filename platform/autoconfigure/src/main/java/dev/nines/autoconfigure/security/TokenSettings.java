package dev.nines.autoconfigure.security;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.core.io.Resource;

/**
 * Whose tokens are good: Spring Boot's own properties, checked.
 *
 * @param issuer that a token must name
 * @param audiences one of which a token must be for
 * @param algorithms of signatures by a private key
 */
record TokenSettings(
    String issuer, KeySource keys, List<String> audiences, Set<JWSAlgorithm> algorithms) {
  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

  TokenSettings {
    audiences = List.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
  }

  /**
   * @throws NoIssuerException if a service could not be run safely with them
   */
  static TokenSettings of(OAuth2ResourceServerProperties.Jwt properties) {
    @Nullable String issuer = properties.getIssuerUri();
    if (issuer == null || issuer.isBlank()) {
      throw new NoIssuerException(
          "No issuer of tokens is configured: '" + PREFIX + "issuer-uri' is not set.",
          "Set it (SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI=https://login.example.com/)."
              + " Its keys are found by its metadata; '"
              + PREFIX
              + "jwk-set-uri' and '"
              + PREFIX
              + "public-key-location' name others. For development, ./nines up has an issuer of"
              + " its own. To let everybody in: 'nines.security.enabled=false'.");
    }
    if (properties.getAudiences().isEmpty()) {
      throw new NoIssuerException(
          "'"
              + PREFIX
              + "audiences' is empty: any token of the issuer's would do, also one for another system.",
          "Leave it out, for audience nines, or name this system's audience.");
    }
    return new TokenSettings(
        issuer, source(issuer, properties), properties.getAudiences(), algorithms(properties));
  }

  private static KeySource source(String issuer, OAuth2ResourceServerProperties.Jwt properties) {
    @Nullable Resource key = properties.getPublicKeyLocation();
    if (key != null) {
      return new KeySource.PublicKey(key);
    }
    @Nullable String set = properties.getJwkSetUri();
    return set == null
        ? new KeySource.Discovered(address("issuer-uri", issuer))
        : new KeySource.KeySet(address("jwk-set-uri", set));
  }

  private static URI address(String property, String text) {
    try {
      URI address = URI.create(text);
      if (List.of("https", "http", "file").contains(String.valueOf(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new NoIssuerException(
        "'" + PREFIX + property + "' is no address that keys can be read from: '" + text + "'.",
        "Use one with https:, or file: for jwk-set-uri.");
  }

  private static Set<JWSAlgorithm> algorithms(OAuth2ResourceServerProperties.Jwt properties) {
    return properties.getJwsAlgorithms().stream()
        .map(TokenSettings::algorithm)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static JWSAlgorithm algorithm(String name) {
    JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
    if (!JWSAlgorithm.Family.RSA.contains(algorithm)
        && !JWSAlgorithm.Family.EC.contains(algorithm)) {
      throw new NoIssuerException(
          "'"
              + PREFIX
              + "jws-algorithms' has "
              + name
              + ", which is no signature by RSA or EC key.",
          "Use the issuer's, such as RS256, PS256 or ES256.");
    }
    return algorithm;
  }
}
