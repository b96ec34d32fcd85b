package dev.nines.autoconfigure.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Names the port that is taken, how to see by whom, and the variable that moves the service. Spring
 * Boot's own does not tell the service's port from the management port.
 */
final class PortInUseFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException>
    implements Ordered {
  private final Environment environment;

  PortInUseFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  /** Before Spring Boot's. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
    int port = cause.getPort();
    boolean management = isManagement(port);
    return new FailureAnalysis(
        "The %s port %d is in use by another process."
            .formatted(management ? "management" : "service's", port),
        "Stop that process (ss -ltnp 'sport = :%d' shows it), or set %s to a free port."
            .formatted(port, management ? "MANAGEMENT_SERVER_PORT" : "SERVER_PORT"),
        cause);
  }

  private boolean isManagement(int port) {
    @Nullable Integer service = environment.getProperty("server.port", Integer.class, 8080);
    @Nullable Integer management = environment.getProperty("management.server.port", Integer.class);
    return management != null && management == port && service != port;
  }
}
