package dev.nines.autoconfigure.warmup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Tells the requests that a service sends to itself from all others: they have a secret that this
 * process made and nobody else ever sees, and it is worth nothing once the service is warm. Such a
 * request needs no token, and is neither counted nor logged nor traced.
 */
public final class WarmUpPass {
  /** The request header with the secret. */
  public static final String HEADER = "x-nines-warm-up";

  private static final int BYTES = 32;

  private final String secret;
  private volatile boolean valid = true;

  /** With a secret of its own. */
  public WarmUpPass() {
    byte[] chance = new byte[BYTES];
    new SecureRandom().nextBytes(chance);
    this.secret = HexFormat.of().formatHex(chance);
  }

  String secret() {
    return secret;
  }

  /** Whether the request is one of the service's own. */
  public boolean admits(ServerHttpRequest request) {
    if (!valid) {
      return false;
    }
    @Nullable String shown = request.getHeaders().getFirst(HEADER);
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  void end() {
    valid = false;
  }
}
