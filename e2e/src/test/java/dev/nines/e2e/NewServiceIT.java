package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
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
 * A service author's journey: a new service is built, tested, started, scraped, broken, alerted on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NewServiceIT {
  private static final Duration BAR = Duration.ofMinutes(3);
  private static final Path TARGET = Sandbox.ROOT.resolve("e2e/target");

  private final Path checkout = new CheckoutCopy(TARGET.resolve("new-service")).root();
  private final Sandbox sandbox =
      new Sandbox("new-service-home", checkout, List.of("PAYMENT", "PAYMENT_MANAGEMENT"));

  @AfterAll
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
    Sandbox.deleteTree(checkout);
  }

  @Test
  @Order(1)
  void newService_isThere_andItsTestsPass() {
    Run made = sandbox.nines("new", "payment", "--json");
    assertThat(made.status()).as(made::toString).isZero();
    Run tests =
        sandbox.nines(
            Map.of(), Duration.ofMinutes(10), "test", "--json", "--service", "payment", "-o");

    assertThat(tests.status()).as(tests::toString).isZero();
    assertThat(tests.json().path("tests").asInt()).isGreaterThan(15);
    assertThat(tests.json().path("skipped").asInt()).isZero();
    Duration took = made.took().plus(tests.took());
    System.out.printf(
        "new service: %.1f s until it is there, %.1f s until its tests have passed (bar: %d s)%n",
        made.took().toMillis() / 1000.0, took.toMillis() / 1000.0, BAR.toSeconds());
  }

  @Test
  @Order(2)
  void sameNameAgain_isRefused_andNothingIsWritten() throws IOException {
    Map<String, String> before = sources();

    Run again = sandbox.nines("new", "payment");

    assertThat(again.status()).as(again::toString).isEqualTo(3);
    assertThat(again.err()).contains("services/payment: It is there already.");
    assertThat(sources()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void compile_findsNothingToChange() {
    Run compile = sandbox.nines("slo", "compile", "--json");

    assertThat(compile.status()).as(compile::toString).isZero();
    assertThat(compile.json().path("files")).hasSizeGreaterThan(10);
    assertThat(compile.json().path("changed")).isEmpty();
  }

  @Test
  @Order(4)
  void up_startsItToo_andItIsScraped() {
    Run up = sandbox.nines("up", "--native", "--json");

    assertThat(up.status()).as(up::toString).isZero();
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
  @Order(5)
  void broken_itsPageIsMailed() {
    sandbox.start(
        "load", "--service", "payment", "--warm-up", "0s", "--rate", "20", "--duration", "10m");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            !sandbox
                .query(
                    "rate(http_server_requests_seconds_count{service=\"payment\",uri=\"/payments\",status=\"201\"}[10s]) > 5")
                .isEmpty());

    Instant broken = Instant.now();
    HttpResponse<String> fault =
        sandbox.post(
            "http://127.0.0.1:" + sandbox.port("PAYMENT_MANAGEMENT") + "/actuator/faults",
            "{\"errors\": {\"share\": 1.0}}");
    assertThat(fault.statusCode()).isEqualTo(200);

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
  }

  @Test
  @Order(6)
  void down_leavesNothingBehind() {
    Run down = sandbox.nines("down", "--json");

    assertThat(down.status()).as(down::toString).isZero();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(sandbox.listening()).isEmpty());
  }

  @Test
  @Order(7)
  void repositoryOfItsOwn_isWhatTheArchetypeMakes_andVerifies() throws Exception {
    Path own = TARGET.resolve("stock-keeping");
    Sandbox.deleteTree(own);
    Run made = sandbox.nines("new", "stock-keeping", "--database", "--standalone", own.toString());
    assertThat(made.status()).as(made::toString).isZero();

    Map<String, String> files = files(own);
    files.keySet().removeIf(name -> name.startsWith("slo/"));
    assertThat(files)
        .isEqualTo(
            files(
                Sandbox.ROOT.resolve(
                    "service-archetype/target/test-classes/projects/stock/project/stock-keeping")));

    String repository =
        "-Dmaven.repo.local=" + new OwnRepository(TARGET.resolve("repository")).folder();
    mvnw(own, repository, "verify");
    mvnw(own, repository, "-f", "load/pom.xml", "compile");
    Sandbox.deleteTree(own);
  }

  private static void mvnw(Path folder, String... arguments) throws Exception {
    Path log = TARGET.resolve("mvnw.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of("./mvnw", "-B", "-o"), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, java.util.concurrent.TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(() -> tail(log)).isZero();
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>(files(checkout.resolve("alerting-rules")));
    sources.putAll(files(checkout.resolve("services/payment/src")));
    sources.put("pom.xml", Files.readString(checkout.resolve("pom.xml")));
    sources.put("compose", Files.readString(checkout.resolve("docker-compose.yml")));
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
