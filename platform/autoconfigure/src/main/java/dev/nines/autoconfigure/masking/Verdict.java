package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.Default;
import dev.nines.autoconfigure.masking.policy.MaskType;
import org.jspecify.annotations.Nullable;

/**
 * That a value is hidden. Where there is none, the value may be seen.
 *
 * @param by the default that says so; null for a policy's path
 */
record Verdict(MaskType type, @Nullable Default by) {
  static Verdict of(Default rule) {
    return new Verdict(rule.type(), rule);
  }

  static Verdict of(MaskType type) {
    return new Verdict(type, null);
  }
}
