package ${package}.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.nines.gatling.Settings;
import dev.nines.gatling.SloGates;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.Map;

/** A steady rate of clients that create one each and read it back. */
public final class ${className}Simulation extends Simulation {
  /** The request that the service's SLOs promise something about. */
  private static final String CREATE = "POST /${plural}";

  private static final String READ = "GET /${plural}/{id}";

  /** Read by Gatling, which makes one instance a run. */
  public ${className}Simulation() {
    Settings settings = Settings.fromSystemProperties("http://127.0.0.1:${port}");
    SloGates gates = SloGates.read(settings.root(), Map.of("${artifactId}", CREATE));
    setUp(
            scenario("${plural}")
                .exec(create(), read())
                .injectOpen(constantUsersPerSec(settings.rate()).during(settings.duration())))
        .protocols(settings.protocol())
        .assertions(gates.assertions());
  }

  private static ChainBuilder create() {
    return exec(
        http(CREATE)
            .post("/${plural}")
            .header("Content-Type", "application/json")
            .body(StringBody("{\"reference\": \"load\", \"amount\": 9.95}"))
            .check(status().is(201), jsonPath("$.id").saveAs("id")));
  }

  private static ChainBuilder read() {
    return exec(http(READ).get("/${plural}/#{id}").check(status().is(200)));
  }
}
