package dev.nines.autoconfigure.masking.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a policy applies.
 *
 * @param services names, with {@code *} for any characters; empty for every service
 * @param signals at least one
 */
public record Scope(List<String> services, Set<Signal> signals) {
  public static final Scope EVERYWHERE = new Scope(List.of(), EnumSet.allOf(Signal.class));

  public Scope {
    services = List.copyOf(services);
    signals = Set.copyOf(signals);
  }

  public boolean includes(String service) {
    return services.isEmpty()
        || services.stream().anyMatch(pattern -> pattern(pattern).matcher(service).matches());
  }

  private static Pattern pattern(String service) {
    return Pattern.compile("\\Q" + service.replace("*", "\\E.*\\Q") + "\\E");
  }
}
