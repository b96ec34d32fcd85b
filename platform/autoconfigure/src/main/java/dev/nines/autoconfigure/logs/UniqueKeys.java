package dev.nines.autoconfigure.logs;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * A generator that writes no key of the outermost object twice: a repeated one gets underscores
 * until it is new. Many readers of JSON keep the last of two equal keys, so a user's {@code level}
 * could hide the real one.
 */
final class UniqueKeys extends JsonGeneratorDelegate {
  private final Set<String> taken;
  private final Set<String> written = new HashSet<>();

  /**
   * @param taken keys that are written by others, before or after
   */
  UniqueKeys(JsonGenerator generator, Set<String> taken) {
    super(generator, false);
    this.taken = taken;
  }

  @Override
  public JsonGenerator writeName(String name) {
    return super.writeName(isOutermost() ? unique(name) : name);
  }

  @Override
  public JsonGenerator writeName(SerializableString name) {
    return writeName(name.getValue());
  }

  private boolean isOutermost() {
    return streamWriteContext().getNestingDepth() <= 1;
  }

  private String unique(String name) {
    String unique = name;
    while (taken.contains(unique) || !written.add(unique)) {
      unique += "_";
    }
    return unique;
  }
}
