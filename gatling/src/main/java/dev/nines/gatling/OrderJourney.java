package dev.nines.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a customer does: orders, sometimes reads the order back, lists the last ones, cancels; now
 * and then sends nonsense, which is the client's own mistake and burns no budget.
 */
final class OrderJourney {

  /** The request that the order service's SLOs promise something about. */
  static final String CREATE = "POST /api/orders";

  /** Which request each service's promises are about, seen from a client of the gateway. */
  static final Map<String, String> REQUESTS = Map.of("gateway", "", "order", CREATE);

  private static final int CUSTOMERS = 500;

  private OrderJourney() {}

  static ScenarioBuilder scenarioOfOrders() {
    return scenario("orders")
        .exec(session ->
            session.set("customer", "customer-" + random(CUSTOMERS)).set("body", order()))
        .exec(create())
        .doIfOrElse(session -> session.contains("id"))
        .then(
            randomSwitch()
                .on(
                    percent(20.0).then(exec(read())),
                    percent(5.0).then(exec(list())),
                    percent(3.0).then(exec(cancel())),
                    percent(2.0).then(exec(nonsense()))))
        // Did it go through after all? Who gets no answer looks, so traffic does not fall in an
        // outage.
        .orElse(randomSwitch().on(percent(30.0).then(exec(list()))));
  }

  private static ChainBuilder create() {
    return exec(
        http(CREATE)
            .post("/api/orders")
            .header("Content-Type", "application/json")
            .body(
                StringBody(session ->
                    "{\"customer\":\"%s\",%s"
                        .formatted(session.getString("customer"), session.getString("body"))))
            .check(status().is(201), jsonPath("$.id").saveAs("id")));
  }

  private static ChainBuilder read() {
    return exec(http("GET /api/orders/{id}").get("/api/orders/#{id}").check(status().is(200)));
  }

  private static ChainBuilder list() {
    return exec(
        http("GET /api/orders")
            .get("/api/orders?customer=#{customer}&limit=10")
            .check(status().is(200)));
  }

  private static ChainBuilder cancel() {
    return exec(
        http("POST /api/orders/{id}/cancellation")
            .post("/api/orders/#{id}/cancellation")
            .check(status().is(200)));
  }

  private static ChainBuilder nonsense() {
    return exec(
        http("POST /api/orders (rejected)")
            .post("/api/orders")
            .header("Content-Type", "application/json")
            .body(StringBody("{\"customer\":\"\",\"currency\":\"EUR\",\"items\":[]}"))
            .check(status().is(400)));
  }

  private static String order() {
    String items =
        IntStream.rangeClosed(1, 1 + random(4))
            .mapToObj(i ->
                String.format(
                    Locale.ROOT,
                    "{\"sku\":\"SKU-%04d\",\"quantity\":%d,\"unitPrice\":%.2f}",
                    random(1000),
                    1 + random(5),
                    1 + ThreadLocalRandom.current().nextDouble(200)))
            .collect(Collectors.joining(","));
    return "\"currency\":\"EUR\",\"items\":[" + items + "]}";
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
