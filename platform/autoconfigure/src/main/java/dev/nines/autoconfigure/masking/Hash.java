package dev.nines.autoconfigure.masking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. A plain hash of a short value, such as a user's number,
 * could be turned back by trying all of them. Thread-safe.
 */
final class Hash {
  static final String PREFIX = "hmac-sha256:";

  /** RFC 2104, 3: a key shorter than the hash weakens it. */
  static final int SHORTEST_KEY = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private Hash(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Under a key that others have, too.
   *
   * @throws ShortMaskingKeyException if it is shorter than {@value #SHORTEST_KEY} bytes in UTF-8
   */
  static Hash under(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_KEY) {
      throw new ShortMaskingKeyException(bytes.length);
    }
    return new Hash(bytes);
  }

  /** Under a key that nobody knows: the hashes of one process can be compared with each other. */
  static Hash random() {
    byte[] key = new byte[SHORTEST_KEY];
    new SecureRandom().nextBytes(key);
    return new Hash(key);
  }

  /** {@value #PREFIX} and 64 hexadecimal digits. */
  String of(String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have " + ALGORITHM, e);
    }
  }
}
