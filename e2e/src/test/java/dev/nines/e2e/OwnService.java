package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The service in a repository of its own, run as its README says. */
record OwnService(Sandbox sandbox, Path folder) {
  private static final int WARM_UP = 500;

  /** Each command of it but the build, whose turn was before; ends what it has started. */
  void goThroughItsReadme() throws IOException {
    Path token = token();
    Walkthrough readme =
        new Walkthrough(
            Guide.read(folder.resolve("README.md")),
            sandbox,
            folder,
            Map.of(
                "./mvnw spring-boot:run", "env " + issuer() + " ./mvnw spring-boot:run",
                "./mvnw -f load/pom.xml", "env " + shortLoad() + " ./mvnw -f load/pom.xml",
                "=FILE", "=" + token));
    readme.pass("./mvnw verify");
    readme.next("./mvnw slo:compile");
    Process service = readme.start("./mvnw spring-boot:run");
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .ignoreExceptions()
          .until(() -> sandbox.get(management("/actuator/health/readiness")).statusCode() == 200);
      warmUp(Files.readString(token));
      OwnMaven.nextIfOnline(readme, "./mvnw -f load/pom.xml compile exec:exec");
    } finally {
      service.destroy();
    }
    assertThat(readme.left()).isEmpty();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(sandbox.listening()).isEmpty());
  }

  // In the place of an issuer: the local stack's key.
  private String issuer() {
    String jwt = "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_";
    return jwt
        + "ISSUER_URI=urn:nines:development "
        + jwt
        + "PUBLIC_KEY_LOCATION="
        + sandbox.home.resolve("token/public.pem").toUri();
  }

  // Compiled as little as in ./nines load, which leaves the cores to the service.
  private String shortLoad() {
    return "JAVA_TOOL_OPTIONS='-XX:TieredStopAtLevel=1 -Dnines.baseUrl=%s -Dnines.rate=20 -Dnines.duration=15'"
        .formatted(url(""));
  }

  private Path token() throws IOException {
    Run run = sandbox.nines("token", "--scope", "stock-keepings:read,stock-keepings:write");
    assertThat(run.status()).as(run::toString).isZero();
    Path file = sandbox.home.resolve("stock.token");
    Files.writeString(file, run.out().strip());
    return file;
  }

  // ./nines load has a warm-up of its own; Gatling alone would judge a JVM that has just started.
  private void warmUp(String token) {
    for (int i = 0; i < WARM_UP; i++) {
      var answer =
          sandbox.post(
              url("/stock-keepings"),
              "{\"reference\": \"warm-up\", \"amount\": 9.95}",
              "Authorization",
              "Bearer " + token);
      assertThat(answer.statusCode()).as(answer::body).isEqualTo(201);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + sandbox.port("STOCK_KEEPING") + path;
  }

  private String management(String path) {
    return "http://127.0.0.1:" + sandbox.port("STOCK_KEEPING_MANAGEMENT") + path;
  }
}
