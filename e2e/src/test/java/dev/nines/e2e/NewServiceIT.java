package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * A service author's journey, by the guide: a new service with a database is built, tested,
 * started, loaded, broken, alerted on; then one without, in a repository of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewServiceIT {
  private static final Duration BAR = Duration.ofMinutes(3);
  private static final Path TARGET = Sandbox.ROOT.resolve("e2e/target");

  /** Long enough for a verdict. */
  private static final String SHORT = " --rate 20 --duration 15s --json";

  private final Path checkout = new CheckoutCopy(TARGET.resolve("new-service")).root();
  private final Sandbox sandbox =
      new Sandbox(
          "new-service-home",
          checkout,
          List.of("PAYMENT", "PAYMENT_MANAGEMENT", "STOCK_KEEPING", "STOCK_KEEPING_MANAGEMENT"),
          Map.of(
              "PATH", new OwnMaven(TARGET.resolve("maven")).path(),
              "JAVA_HOME", System.getProperty("java.home")));
  private final Walkthrough guide =
      new Walkthrough(
          Guide.of("NEW-SERVICE.md"),
          sandbox,
          checkout,
          Map.of(
              "localhost:8082", "localhost:" + sandbox.port("PAYMENT"),
              "localhost:9082", "localhost:" + sandbox.port("PAYMENT_MANAGEMENT")));

  @AfterAll
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
    Sandbox.deleteTree(checkout);
  }

  @Test
  @Order(1)
  void newService_isThere_andItsTestsPass() {
    Run made = guide.next("./nines new payment", " --json");
    assertThat(made.json().path("database").asBoolean()).isTrue();
    Run tests = guide.next("./nines test --service payment", " --json");

    assertThat(tests.json().path("tests").asInt()).isGreaterThan(15);
    assertThat(tests.json().path("skipped").asInt()).isZero();
    Duration took = made.took().plus(tests.took());
    System.out.printf(
        "new service: %.1f s until it is there, %.1f s until its tests have passed%n",
        made.took().toMillis() / 1000.0, took.toMillis() / 1000.0);
    assertThat(took).isLessThan(BAR);
  }

  @Test
  @Order(2)
  void itsReadme_saysTheSameAsTheGuide() {
    assertThat(Guide.of("NEW-SERVICE.md").commands())
        .containsAll(Guide.read(checkout.resolve("services/payment/README.md")).commands());
  }

  @Test
  @Order(3)
  void sameNameAgain_isRefused_andNothingIsWritten() throws IOException {
    Map<String, String> before = sources();

    Run again = sandbox.nines("new", "payment");

    assertThat(again.status()).as(again::toString).isEqualTo(3);
    assertThat(again.err()).contains("services/payment: It is there already.");
    assertThat(sources()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void compile_findsNothingToChange() {
    Run compile = sandbox.nines("slo", "compile", "--json");

    assertThat(compile.status()).as(compile::toString).isZero();
    assertThat(compile.json().path("files")).hasSizeGreaterThan(10);
    assertThat(compile.json().path("changed")).isEmpty();
  }

  @Test
  @Order(5)
  void up_startsItToo_andItIsScraped() {
    Run up = guide.next("./nines up --native", " --json");

    assertThat(up.json().path("urls").path("payment").asString())
        .endsWith(":" + sandbox.port("PAYMENT"));
    JsonNode services = sandbox.nines("status", "--json").json().path("services");
    assertThat(services)
        .anySatisfy(service -> {
          assertThat(service.path("name").asString()).isEqualTo("payment");
          assertThat(service.path("up").asBoolean()).isTrue();
        });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !sandbox.query("up{service=\"payment\"} == 1").isEmpty());
  }

  @Test
  @Order(6)
  void load_isWithinItsPromises() {
    Run load = guide.next("./nines load --service payment", SHORT);

    assertThat(load.json().path("requests").asInt()).isGreaterThan(400);
    assertThat(load.json().path("failed").asInt()).isZero();
    assertThat(load.json().path("gates").size()).isPositive();
  }

  @Test
  @Order(7)
  void broken_itsPageIsMailed() {
    Run call = guide.next("curl -H \"Authorization:");
    assertThat(call.out()).contains("\"reference\":\"r-1\"");
    guide.start("./nines load --service payment --rate 20");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            !sandbox
                .query(
                    "rate(http_server_requests_seconds_count{service=\"payment\",uri=\"/payments\",status=\"201\"}[10s]) > 5")
                .isEmpty());

    Instant broken = Instant.now();
    Run fault = guide.next("curl -H 'Content-Type");
    assertThat(fault.out()).contains("\"share\":1.0");
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            !sandbox
                .query(
                    "ALERTS{alertstate=\"firing\",slo=\"payment-availability\",severity=\"page\"}")
                .isEmpty());
    System.out.printf(
        "new service: its page fires %d s after it is broken%n",
        Duration.between(broken, Instant.now()).toSeconds());
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() ->
            assertThat(sandbox.nines("inbox", "--json").json())
                .anyMatch(mail -> mail.path("slo").asString().equals("payment-availability")));
    assertThat(guide.next("./nines inbox").out()).contains("payment-availability");

    guide.next("curl -X DELETE");
    assertThat(guide.type(call.command(), 0).out()).contains("\"reference\":\"r-1\"");
  }

  @Test
  @Order(8)
  void down_leavesNothingBehind() {
    Run down = sandbox.nines("down", "--json");

    assertThat(down.status()).as(down::toString).isZero();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(sandbox.listening()).isEmpty());
  }

  @Test
  @Order(9)
  void repositoryOfItsOwn_verifies_andIsLoaded() throws IOException {
    // One in memory, here: it is built by this repository's rules beside the other.
    Run other = sandbox.nines("new", "ledger");
    assertThat(other.status()).as(other::toString).isZero();
    Path stock = TARGET.resolve("stock");
    Sandbox.deleteTree(stock);
    guide.next("./mvnw -DskipTests install");
    guide.next("./nines new stock-keeping --package com.example.stock --standalone ../stock");
    Map<String, String> made = files(stock);

    guide.next("cd ../stock && ./mvnw verify");
    new OwnService(sandbox, stock).goThroughItsReadme();
    made.forEach((name, text) -> assertThat(stock.resolve(name)).hasContent(text));

    Path byMaven = TARGET.resolve("stock-keeping");
    Sandbox.deleteTree(byMaven);
    guide.next("cd .. && mvn");
    assertThat(guide.left()).isEmpty();
    made.keySet().removeIf(name -> name.startsWith("slo/"));
    assertThat(files(byMaven)).isEqualTo(made);
    Sandbox.deleteTree(byMaven);
    Sandbox.deleteTree(stock);
  }

  @Test
  @Order(10)
  void madeOutsideOfTheCheckout_withADatabase_isWhatTheArchetypeMakes_andCompiles()
      throws IOException {
    Path folder = TARGET.resolve("outside");
    Sandbox.deleteTree(folder);
    Files.createDirectories(folder);
    Duration limit = Duration.ofMinutes(5);
    String line = "'" + checkout.resolve("nines") + "' new stock-keeping --database";
    Run made = Run.of(line, sandbox.shell(folder, line), limit);
    assertThat(made.status()).as(made::toString).isZero();

    Path own = folder.resolve("stock-keeping");
    assertThat(withoutCompiled(own)).isEqualTo(ofArchetype("stock/project/stock-keeping"));
    Run compile = Run.of("compile", sandbox.shell(own, "./mvnw test-compile"), limit);
    assertThat(compile.status()).as(compile::toString).isZero();
    Sandbox.deleteTree(folder);
  }

  @Test
  @Order(11)
  void repositoryWithAPluralOfItsOwn_isWhatTheArchetypeMakes() throws IOException {
    Path own = TARGET.resolve("inventory");
    Sandbox.deleteTree(own);
    Run made = sandbox.nines("new", "inventory", "--standalone", own.toString());
    assertThat(made.status()).as(made::toString).isZero();

    assertThat(withoutCompiled(own)).isEqualTo(ofArchetype("inventory/project/inventory"));
    Sandbox.deleteTree(own);
  }

  private static Map<String, String> withoutCompiled(Path own) throws IOException {
    Map<String, String> files = files(own);
    files.keySet().removeIf(name -> name.startsWith("slo/"));
    return files;
  }

  private static Map<String, String> ofArchetype(String project) throws IOException {
    return files(
        Sandbox.ROOT.resolve("service-archetype/target/test-classes/projects").resolve(project));
  }

  /** All that {@code new} writes to. */
  private Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String part :
        List.of(
            "alerting-rules",
            "docs/runbooks",
            "gatling/src",
            "grafana",
            "services/payment/README.md",
            "services/payment/nines.yaml",
            "services/payment/pom.xml",
            "services/payment/src",
            "pom.xml",
            "docker-compose.yml")) {
      files(checkout.resolve(part)).forEach((name, text) -> sources.put(part + "/" + name, text));
    }
    return sources;
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
