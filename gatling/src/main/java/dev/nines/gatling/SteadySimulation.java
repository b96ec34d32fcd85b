package dev.nines.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import io.gatling.javaapi.core.Simulation;

/**
 * A steady rate of orders, each from a customer of its own, over the gateway's shared connections.
 */
public final class SteadySimulation extends Simulation {

  /** Read by Gatling, which makes one instance a run. */
  public SteadySimulation() {
    Settings settings = Settings.fromSystemProperties();
    setUp(
            OrderJourney.scenarioOfOrders()
                .injectOpen(constantUsersPerSec(settings.rate()).during(settings.duration())))
        .protocols(settings.protocol())
        .assertions(SloGates.read(settings.root(), OrderJourney.REQUESTS).assertions());
  }
}
