package dev.nines.autoconfigure.masking;

import java.io.Serial;

/** {@code nines.masking.key} is so short that hashes could be turned back. Never says the key. */
final class ShortMaskingKeyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ShortMaskingKeyException(int length) {
    super(
        "nines.masking.key must have at least %d bytes, was: %d bytes"
            .formatted(Hash.SHORTEST_KEY, length));
  }
}
