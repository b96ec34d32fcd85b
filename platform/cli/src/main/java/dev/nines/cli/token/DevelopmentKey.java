package dev.nines.cli.token;

import dev.nines.cli.json.Json;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The RSA key that signs development tokens, in the place of an issuer's. Whoever can read it can
 * be anybody, in a stack that trusts it.
 */
public final class DevelopmentKey {
  private static final int BITS = 2048;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final RSAPrivateCrtKey key;

  private DevelopmentKey(RSAPrivateCrtKey key) {
    this.key = key;
  }

  /**
   * That of a state folder; made at the first use, readable by its owner only.
   *
   * @throws Refusal if it can't be read or written
   */
  public static DevelopmentKey in(Path home) {
    Path file = folder(home).resolve("key.pem");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      DevelopmentKey key = of(Files.readString(file, StandardCharsets.US_ASCII));
      replace(publicKey(home), pem("PUBLIC KEY", key.publicKey().getEncoded()));
      return key;
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          "The key of development tokens, %s, can't be used: %s. Delete it, and run ./nines down and ./nines up."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The public half in a state folder, which is there once {@link #in} was called. */
  public static Path publicKey(Path home) {
    return folder(home).resolve("public.pem");
  }

  private static Path folder(Path home) {
    return home.resolve("token");
  }

  /**
   * Reads one.
   *
   * @param pem a PKCS #8 private key
   * @throws IllegalArgumentException if it is no RSA key in PEM form
   */
  public static DevelopmentKey of(String pem) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("(?m)^-----.*$", ""));
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      return new DevelopmentKey((RSAPrivateCrtKey) key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no RSA private key in PEM form", e);
    }
  }

  // By a link, which is there as a whole or not at all, and never replaces one that is.
  private static void make(Path file) throws IOException {
    Path folder = file.resolveSibling("");
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path half = Files.createTempFile(folder, "key-", ".new");
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      Files.writeString(
          half, pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()));
      Files.createLink(file, half);
    } catch (FileAlreadyExistsException e) {
      // Somebody was faster.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.delete(half);
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path half = Files.createTempFile(file.getParent(), "public-", ".new");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }

  private PublicKey publicKey() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A JSON Web Token, signed by RS256. */
  public String token(Claims claims) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("iss", Claims.ISSUER);
    payload.put("sub", claims.subject());
    payload.put("aud", claims.audience());
    payload.put("scope", claims.scope());
    payload.put("iat", claims.issued().getEpochSecond());
    payload.put("exp", claims.expires().getEpochSecond());
    payload.put("jti", UUID.randomUUID().toString());
    String signed = encoded(Map.of("alg", "RS256")) + "." + encoded(payload);
    return signed + "." + BASE64.encodeToString(signature(signed));
  }

  private static String encoded(Map<String, Object> json) {
    return BASE64.encodeToString(Json.line(json).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
