package dev.nines.autoconfigure.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.Key;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.BadJwtException;
import reactor.core.publisher.Mono;

/**
 * Checks a token's signature and returns what it claims, unchecked. The algorithm must be one of
 * ours, whatever the token says: neither {@code none} nor a secret made of the public key passes.
 */
final class Verification implements Converter<JWT, Mono<JWTClaimsSet>> {
  private record Candidates(List<JWK> keys) implements SecurityContext {}

  private final IssuerKeys keys;
  private final Set<JWSAlgorithm> algorithms;
  private final DefaultJWTProcessor<Candidates> processor = new DefaultJWTProcessor<>();

  Verification(IssuerKeys keys, Set<JWSAlgorithm> algorithms) {
    this.keys = keys;
    this.algorithms = Set.copyOf(algorithms);
    // RFC 9068 names access tokens at+jwt; few issuers do.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector((_, candidates) -> publicKeys(candidates));
    // Spring Security's validators look at the claims.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
  }

  @Override
  public Mono<JWTClaimsSet> convert(JWT token) {
    if (!(token instanceof SignedJWT signed)
        || !algorithms.contains(signed.getHeader().getAlgorithm())) {
      return Mono.error(
          new BadJwtException("unsupported algorithm " + token.getHeader().getAlgorithm()));
    }
    return keys.of(signed.getHeader()).map(found -> verified(signed, found));
  }

  private JWTClaimsSet verified(SignedJWT token, List<JWK> found) {
    JWSHeader header = token.getHeader();
    if (found.isEmpty()) {
      throw new BadJwtException("the issuer has no such key: " + header.getKeyID());
    }
    try {
      return processor.process(token, new Candidates(found));
    } catch (BadJOSEException | JOSEException e) {
      throw new BadJwtException("signature or form: " + e.getMessage(), e);
    }
  }

  private static List<? extends Key> publicKeys(Candidates candidates) {
    return KeyConverter.toJavaKeys(candidates.keys()).stream()
        .filter(PublicKey.class::isInstance)
        .toList();
  }
}
