package dev.nines.autoconfigure.security;

import io.micrometer.context.ContextRegistry;
import java.util.List;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * What Spring Security keeps in thread locals for code that blocks. To save, clear and restore it
 * around each operator costs as much as the trace does, and in a reactive service who asks is found
 * in Reactor's context.
 */
final class BlockingCode {
  private static final List<Object> KEYS =
      List.of(SecurityContext.class, SecurityContext.class.getName(), ServerWebExchange.class);

  private BlockingCode() {}

  /** For the whole process. */
  static void forget() {
    KEYS.forEach(ContextRegistry.getInstance()::removeThreadLocalAccessor);
  }
}
