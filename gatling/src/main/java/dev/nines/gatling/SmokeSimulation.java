package dev.nines.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.global;

import io.gatling.javaapi.core.Simulation;

/** Ten customers at once: does anything fail at all? */
public final class SmokeSimulation extends Simulation {

  /** Read by Gatling, which makes one instance a run. */
  public SmokeSimulation() {
    Settings settings = Settings.fromSystemProperties();
    setUp(OrderJourney.scenarioOfOrders().injectOpen(atOnceUsers(10)))
        .protocols(settings.protocol())
        .assertions(global().failedRequests().count().is(0L));
  }
}
