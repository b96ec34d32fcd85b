package dev.nines.autoconfigure.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.nines.autoconfigure.security.SecurityProperties.Keys;
import dev.nines.autoconfigure.security.SecurityProperties.Tokens;
import dev.nines.test.issuer.LocalIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;

/** What a token costs the request that brings it: remembered, new, and of every bad kind. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenBenchmark {
  private final LocalIssuer issuer = new LocalIssuer();
  private final IssuerKeys keys =
      new IssuerKeys(
          new KeySource.KeySet(issuer.keySet()),
          new Keys(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(1)),
          Clock.systemUTC());
  private RememberedTokens remembering = tokens(2000);
  private RememberedTokens forgetting = tokens(0);
  private String good = "";
  private String forged = "";
  private String expired = "";
  private String unknown = "";
  private String none = "";

  public static void main(String... arguments) throws Exception {
    new Runner(new OptionsBuilder().include(TokenBenchmark.class.getName()).build()).run();
  }

  private RememberedTokens tokens(int remembered) {
    NimbusReactiveJwtDecoder decoder =
        new NimbusReactiveJwtDecoder(new Verification(keys, Set.of(JWSAlgorithm.RS256)));
    decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer.address()));
    return new RememberedTokens(
        decoder, new Tokens(remembered, Duration.ofMinutes(5)), Clock.systemUTC());
  }

  @Setup
  public void make() {
    remembering = tokens(2000);
    forgetting = tokens(0);
    String scope = "orders:read orders:write";
    RSAKey same = LocalIssuer.key(issuer.key().getKeyID());
    good = issuer.token(scope);
    forged = LocalIssuer.signed(same, issuer.claims(scope, _ -> {}));
    expired = issuer.token(scope, claims -> claims.expirationTime(new java.util.Date(0)));
    unknown = LocalIssuer.signed(LocalIssuer.key("nobody's"), issuer.claims(scope, _ -> {}));
    none = issuer.unsigned(scope);
  }

  @TearDown
  public void stop() {
    issuer.close();
  }

  @Benchmark
  public Object goodAndRemembered() {
    return outcome(remembering, good);
  }

  @Benchmark
  public Object goodAndNew() {
    return outcome(forgetting, good);
  }

  @Benchmark
  public Object wrongSignature() {
    return outcome(remembering, forged);
  }

  @Benchmark
  public Object expired() {
    return outcome(remembering, expired);
  }

  @Benchmark
  public Object unknownKey() {
    return outcome(remembering, unknown);
  }

  @Benchmark
  public Object algorithmNone() {
    return outcome(remembering, none);
  }

  private static Object outcome(RememberedTokens tokens, String token) {
    Object outcome =
        tokens
            .decode(token)
            .cast(Object.class)
            .onErrorResume(JwtException.class, reactor.core.publisher.Mono::just)
            .block();
    return outcome == null ? token : outcome;
  }
}
