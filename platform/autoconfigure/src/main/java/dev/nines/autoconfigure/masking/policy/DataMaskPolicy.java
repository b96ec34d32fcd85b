package dev.nines.autoconfigure.masking.policy;

import java.util.List;
import java.util.Set;

/**
 * What is hidden in addition to the defaults.
 *
 * @param name unique in its file
 * @param scope where it applies
 * @param fields may be empty if a default is dropped
 * @param dropped the defaults that it switches off
 */
public record DataMaskPolicy(String name, Scope scope, List<Field> fields, Set<Default> dropped) {
  public DataMaskPolicy {
    fields = List.copyOf(fields);
    dropped = Set.copyOf(dropped);
  }

  /** Values, and how they are hidden. */
  public record Field(MaskPath path, MaskType type) {}
}
