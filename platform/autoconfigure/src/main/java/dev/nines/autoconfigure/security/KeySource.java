package dev.nines.autoconfigure.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.core.io.Resource;

/** Where the issuer's public keys are read from. */
sealed interface KeySource {
  /**
   * Reads them; may block.
   *
   * @throws IOException if they can't be had or understood
   */
  JWKSet read() throws IOException;

  /** A PEM file with one public key, that of a local issuer. */
  record PublicKey(Resource location) implements KeySource {
    @Override
    public JWKSet read() throws IOException {
      String pem = location.getContentAsString(StandardCharsets.US_ASCII);
      try {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("(?m)^-----.*$", ""));
        return new JWKSet(jwk(new X509EncodedKeySpec(der)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IOException(location + " has no RSA or EC public key in PEM form", e);
      }
    }

    private static JWK jwk(X509EncodedKeySpec encoded) throws GeneralSecurityException {
      try {
        return new RSAKey.Builder(
                (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded))
            .build();
      } catch (InvalidKeySpecException _) {
        ECPublicKey key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded);
        return new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).build();
      }
    }
  }

  /** A JWK set, at an {@code https:}, {@code http:} or {@code file:} address. */
  record KeySet(URI address) implements KeySource {
    @Override
    public JWKSet read() throws IOException {
      try {
        return JWKSet.parse(Web.get(address));
      } catch (ParseException e) {
        throw new IOException(address + " answered with no JWK set", e);
      }
    }
  }

  /** What the issuer's own metadata point to: OpenID Connect Discovery 1.0, or RFC 8414. */
  record Discovered(URI issuer) implements KeySource {
    @Override
    public JWKSet read() throws IOException {
      IOException last = new IOException("no metadata");
      for (URI address : addresses()) {
        try {
          return new KeySet(keySet(address)).read();
        } catch (IOException e) {
          e.addSuppressed(last);
          last = e;
        }
      }
      throw last;
    }

    private List<URI> addresses() {
      String path = issuer.getPath().replaceFirst("/$", "");
      URI root = issuer.resolve("/");
      return List.of(
          root.resolve(path + "/.well-known/openid-configuration"),
          root.resolve("/.well-known/oauth-authorization-server" + path));
    }

    private URI keySet(URI metadata) throws IOException {
      try {
        var json = JSONObjectUtils.parse(Web.get(metadata));
        if (!issuer.toString().equals(json.get("issuer"))) {
          throw new IOException(metadata + " is about another issuer: " + json.get("issuer"));
        }
        return URI.create(String.valueOf(json.get("jwks_uri")));
      } catch (ParseException | IllegalArgumentException e) {
        throw new IOException(metadata + " answered with no metadata", e);
      }
    }
  }

  /** Reading a document that is small and soon there, or not at all. */
  final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BYTES = 256 << 10;

    private Web() {}

    static String get(URI address) throws IOException {
      if ("file".equals(address.getScheme())) {
        return Files.readString(Path.of(address));
      }
      int millis = (int) PATIENCE.toMillis();
      try {
        return new DefaultResourceRetriever(millis, millis, BYTES)
            .retrieveResource(address.toURL())
            .getContent();
      } catch (MalformedURLException | IllegalArgumentException e) {
        throw new IOException(address + " is no address of a document", e);
      }
    }
  }
}
