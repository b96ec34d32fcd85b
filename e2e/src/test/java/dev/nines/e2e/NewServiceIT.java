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
  private static final Guide GUIDE = Guide.of("NEW-SERVICE.md");
  private static final String STANDALONE = "A repository of its own";
  private static final Path TARGET = Sandbox.ROOT.resolve("e2e/target");

  /** Long enough for a verdict. */
  private static final String SHORT = " --rate 20 --duration 15s --json";

  private final Path checkout = new CheckoutCopy(TARGET.resolve("new-service")).root();
  private final OwnMaven maven = new OwnMaven(TARGET.resolve("maven"));
  private final Sandbox sandbox =
      new Sandbox(
          "new-service-home",
          checkout,
          List.of("PAYMENT", "PAYMENT_MANAGEMENT", "STOCK_KEEPING", "STOCK_KEEPING_MANAGEMENT"),
          Map.of(
              "PATH", maven.path(),
              "JAVA_HOME", System.getProperty("java.home")));
  private final Walkthrough guide =
      new Walkthrough(
          GUIDE.before(STANDALONE),
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
    assertThat(GUIDE.commands())
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
    assertThat(guide.left()).isEmpty();
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
    Path stock = empty("stock");
    Path byMaven = empty("stock-keeping");
    Walkthrough own = new Walkthrough(GUIDE.from(STANDALONE), sandbox, checkout, Map.of());

    if (!OwnMaven.nextIfOnline(own, "./mvnw -DskipTests install")) {
      maven.install();
    }
    own.next("./nines new stock-keeping --package com.example.stock --standalone ../stock");
    Map<String, String> made = files(stock);
    own.next("cd ../stock && ./mvnw verify");
    new OwnService(sandbox, stock).goThroughItsReadme();
    made.forEach((name, text) -> assertThat(stock.resolve(name)).hasContent(text));

    own.next("cd .. && mvn");
    assertThat(own.left()).isEmpty();
    made.keySet().removeIf(name -> name.startsWith("slo/"));
    assertThat(files(byMaven)).isEqualTo(made);
  }

  @Test
  @Order(10)
  void madeOutsideOfTheCheckout_withADatabase_isWhatTheArchetypeMakes_andCompiles()
      throws IOException {
    Path folder = empty("outside");
    Files.createDirectories(folder);
    run(folder, "'" + checkout.resolve("nines") + "' new stock-keeping --database");

    Path own = folder.resolve("stock-keeping");
    assertThat(withoutCompiled(own)).isEqualTo(ofArchetype("stock/project/stock-keeping"));
    run(own, "./mvnw test-compile"); // of what the test before has installed
  }

  @Test
  @Order(11)
  void repositoryWithAPluralOfItsOwn_isWhatTheArchetypeMakes() throws IOException {
    Path own = empty("inventory");
    Run made = sandbox.nines("new", "inventory", "--standalone", own.toString());
    assertThat(made.status()).as(made::toString).isZero();

    assertThat(withoutCompiled(own)).isEqualTo(ofArchetype("inventory/project/inventory"));
  }

  private void run(Path folder, String line) {
    Run run = Run.of(line, sandbox.shell(folder, line), Duration.ofMinutes(5));
    assertThat(run.status()).as(run::toString).isZero();
  }

  private static Path empty(String name) {
    Path folder = TARGET.resolve(name);
    Sandbox.deleteTree(folder);
    return folder;
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
