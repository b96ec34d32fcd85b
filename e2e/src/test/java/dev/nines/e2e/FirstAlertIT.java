package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * A newcomer's journey: up, load, outage, the mail, heal, the resolved mail, a load test's verdict,
 * down.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstAlertIT {

  private final Sandbox sandbox = new Sandbox("first-alert");
  private Process background;

  @Test
  @Order(1)
  void up_makesAllHealthy() {
    Run up = sandbox.nines("up", "--native", "--json");

    assertThat(up.status()).as(up::toString).isZero();
    System.out.printf("up, everything built: %.1f s%n", up.took().toMillis() / 1000.0);
    JsonNode status = sandbox.nines("status", "--json").json();
    assertThat(status.path("services"))
        .extracting(service -> service.path("name").asString())
        .contains("order", "gateway");
    assertThat(status.path("services"))
        .allSatisfy(service -> assertThat(service.path("up").asBoolean()).isTrue());
  }

  @Test
  @Order(2)
  void upAgain_changesNothing() {
    var before = sandbox.processes();

    Run again = sandbox.nines("up", "--native", "--json");

    assertThat(again.status()).as(again::toString).isZero();
    assertThat(sandbox.processes()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  @Order(3)
  void underLoad_everySloIsMeasured_andNothingFires() {
    // Cold JVMs are slow, and on a slow machine long enough for a page: the gentle load first. The
    // wait for all series takes longer anyway.
    background = sandbox.start("load", "--warm-up", "60s", "--rate", "50", "--duration", "10m");

    Promises.areMeasuredAndKept(sandbox);
    assertThat(sandbox.nines("inbox", "--json").json()).isEmpty();
  }

  @Test
  @Order(4)
  void everyQueryOfADashboardOrARunbook_hasData() throws IOException {
    PublishedQueries published = new PublishedQueries(sandbox);
    List<PublishedQuery> queries = published.ofEveryDay();
    assertThat(queries).hasSizeGreaterThan(200);
    for (GrafanaDashboard dashboard : GrafanaDashboard.all()) {
      assertThat(published.choices(dashboard)).as("variables of %s", dashboard).isNotEmpty();
    }
    haveData(queries, Duration.ofMinutes(2));
    System.out.println("queries of dashboards and runbooks with data: " + queries.size());
  }

  private void haveData(List<PublishedQuery> queries, Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(queries).allMatch(query -> query.hasData(sandbox)));
  }

  @Test
  @Order(5)
  void outage_isInTheInboxWithin47Seconds() {
    Run outage = sandbox.nines("break", "outage", "--wait", "--json");

    assertThat(outage.status()).as(outage::toString).isZero();
    JsonNode result = outage.json();
    System.out.println("break outage: " + result);
    assertThat(result.path("fault").asString()).isEqualTo("outage");
    assertThat(result.path("firing_after_s").asDouble()).isPositive();
    assertThat(result.path("mailed_after_s").asDouble()).isBetween(1.0, 47.0);
    JsonNode mail = sandbox.nines("inbox", "--json").json().get(0);
    assertThat(mail.path("status").asString()).isEqualTo("firing");
    assertThat(mail.path("severity").asString()).isEqualTo("page");
    assertThat(mail.path("slo").asString()).isEqualTo("gateway-availability");
    assertThat(mail.path("text").asString())
        .contains("gateway-availability")
        .contains("./nines status");
  }

  @Test
  @Order(6)
  void heal_isFollowedByTheResolvedMail() {
    Run heal = sandbox.nines("heal", "--wait", "--json");

    assertThat(heal.status()).as(heal::toString).isZero();
    System.out.println("heal: " + heal.json());
    assertThat(heal.json().path("resolved_after_s").asDouble()).isBetween(1.0, 180.0);
    JsonNode mails = sandbox.nines("inbox", "--json").json();
    assertThat(mails).extracting(mail -> mail.path("status").asString()).contains("resolved");
    assertThat(mails).as("one incident, one notification and its end").hasSize(2);
  }

  @Test
  @Order(7)
  void queriesThatOnlyAFaultFills_haveData() throws IOException {
    List<PublishedQuery> queries = new PublishedQueries(sandbox).ofAFault();

    assertThat(queries).hasSizeGreaterThan(2);
    haveData(queries, Duration.ofMinutes(1));
  }

  @Test
  @Order(7)
  void everyPanelThatShowsTraces_hasSome() throws IOException {
    List<PublishedQuery> queries =
        new PublishedQueries(sandbox).all().stream().filter(PublishedQuery::exemplars).toList();

    assertThat(queries).hasSizeGreaterThan(5);
    assertThat(queries).allSatisfy(query -> assertThat(query.exemplarsIn(sandbox)).isPositive());
  }

  @Test
  @Order(8)
  void runningPrometheus_hasAllThatTheSlosAskFor() {
    Run check =
        sandbox.nines(
            "slo", "check", "--json", "--live", "http://127.0.0.1:" + sandbox.port("PROMETHEUS"));

    assertThat(check.status()).as(check::toString).isZero();
    System.out.println("slo check --live: " + check.json());
    assertThat(check.json().path("costs")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(check.json().path("costs"))
        .allSatisfy(cost -> assertThat(cost.path("samplesPerHour").asLong()).isPositive());
  }

  @Test
  @Order(9)
  void load_passesWhenHealthy_andFailsWhenErrorsAreInjected() {
    background.destroy();
    Run healthy =
        sandbox.nines("load", "--warm-up", "0s", "--rate", "50", "--duration", "20s", "--json");
    assertThat(healthy.status()).as(healthy::toString).isZero();
    assertThat(healthy.json().path("passed").asBoolean()).isTrue();

    Run broken = sandbox.nines("break", "errors", "--share", "20%", "--no-load", "--json");
    assertThat(broken.status()).as(broken::toString).isZero();
    Run failed = sandbox.nines("load", "--warm-up", "0s", "--duration", "10s", "--json");
    assertThat(failed.status()).as(failed::toString).isEqualTo(1);
    assertThat(failed.json().path("passed").asBoolean()).isFalse();
    assertThat(sandbox.nines("heal", "--json").status()).isZero();
  }

  @Test
  @Order(10)
  void down_leavesNothingBehind() {
    Run down = sandbox.nines("down", "--json");

    assertThat(down.status()).as(down::toString).isZero();
    sandbox.close();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(sandbox.processes()).isEmpty();
          assertThat(sandbox.listening()).isEmpty();
        });
  }
}
