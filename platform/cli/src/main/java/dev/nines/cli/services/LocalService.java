package dev.nines.cli.services;

import java.util.List;
import java.util.Locale;

/**
 * A service beyond order and gateway, as the local stack runs it: what {@code
 * services/NAME/nines.yaml} says.
 *
 * @param name of its folder, its jar, its certificate and its series
 * @param port on the loopback address
 * @param managementPort on the loopback address
 * @param database whether it keeps something in the stack's PostgreSQL
 * @param simulation Gatling's class that puts load on it; empty if there is none
 * @param scopes what the token of that load allows
 */
public record LocalService(
    String name,
    int port,
    int managementPort,
    boolean database,
    String simulation,
    List<String> scopes) {
  public LocalService {
    scopes = List.copyOf(scopes);
  }

  /** The variable that changes its port, such as {@code NINES_PAYMENT_PORT}. */
  public String portVariable() {
    return variable("PORT");
  }

  /** The variable that changes its management port. */
  public String managementPortVariable() {
    return variable("MANAGEMENT_PORT");
  }

  private String variable(String what) {
    return "NINES_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_" + what;
  }

  /** The same on other ports. */
  public LocalService on(int other, int otherManagement) {
    return new LocalService(name, other, otherManagement, database, simulation, scopes);
  }
}
