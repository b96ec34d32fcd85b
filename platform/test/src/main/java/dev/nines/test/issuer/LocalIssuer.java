package dev.nines.test.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.test.context.DynamicPropertyRegistry;

/** An issuer that really listens: metadata, keys, and tokens of every kind. */
public final class LocalIssuer implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final HttpServer server;
  private final AtomicInteger questions = new AtomicInteger();
  private volatile RSAKey key = key("one");
  private volatile boolean down;

  public LocalIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(address(), keySet())));
    server.createContext(
        "/keys",
        exchange -> {
          questions.incrementAndGet();
          answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Makes the service of a test ask for tokens, and take those of this issuer. */
  public void trust(DynamicPropertyRegistry registry) {
    registry.add("nines.security.enabled", () -> true);
    registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", this::address);
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(down ? 500 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public URI keySet() {
    return URI.create(address() + "/keys");
  }

  public RSAKey key() {
    return key;
  }

  /** How often its keys were asked for. */
  public int questions() {
    return questions.get();
  }

  public void rotateTo(RSAKey other) {
    key = other;
  }

  public void goDown(boolean now) {
    down = now;
  }

  /** A good token with these scopes, for five minutes. */
  public String token(String scope) {
    return token(scope, _ -> {});
  }

  public String token(String scope, Consumer<JWTClaimsSet.Builder> change) {
    return signed(key, claims(scope, change));
  }

  /** One for another audience, or another life: a negative one is over. */
  public String token(String scope, String audience, Duration life) {
    Instant expires = Instant.now().plus(life);
    return token(
        scope,
        claims ->
            claims
                .audience(audience)
                .issueTime(Date.from(expires.minus(LIFE)))
                .expirationTime(Date.from(expires)));
  }

  public JWTClaimsSet claims(String scope, Consumer<JWTClaimsSet.Builder> change) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(address())
            .audience(List.of("nines"))
            .subject("alice")
            .claim("scope", scope)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)));
    change.accept(claims);
    return claims.build();
  }

  public static String signed(RSAKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String unsigned(String scope) {
    return new PlainJWT(claims(scope, _ -> {})).serialize();
  }

  /** Signed by HMAC with what everybody knows, the public key. */
  public String signedWithThePublicKey(String scope) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
              claims(scope, _ -> {}));
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
