package dev.nines.autoconfigure.faults;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;

/** The requests that faults may hit: the service's own, never those that watch or heal it. */
final class FaultTargets {
  private final List<String> excluded;

  FaultTargets(List<String> excluded) {
    this.excluded = List.copyOf(excluded);
  }

  boolean contains(ServerWebExchange exchange) {
    String path = exchange.getRequest().getPath().pathWithinApplication().value();
    return excluded.stream()
        .noneMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
  }
}
