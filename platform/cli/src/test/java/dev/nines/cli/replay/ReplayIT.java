package dev.nines.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.tools.RealTools;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import dev.nines.slo.compiler.Options;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading.Read;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Incidents through the committed SLO file's rules, in the real Prometheus. */
@Timeout(120)
class ReplayIT {
  private static final Path ROOT = Path.of("../..");
  private static final Duration SCRAPES = Options.defaults().scrapeInterval();

  private static Toolbox tools;
  private static Slo slo;

  @TempDir Path folder;

  @BeforeAll
  static void find() throws IOException {
    tools = RealTools.find("REPLAY");
    var file = ROOT.resolve("services/order/src/main/resources/slo/order.yaml");
    var read = (Read) new OpenSloReader().read("order.yaml", Files.readString(file));
    slo = read.slos().getFirst();
  }

  @Test
  void outage_pagesWithinHalfAMinute_andSpendsWhatItMust() throws IOException {
    var history = history("outage");
    var outcome = replay(history);

    var page = outcome.firstPage().orElseThrow();
    assertThat(page.tier()).isEqualTo("cliff");
    assertThat(Duration.between(history.incidentSpan().from(), page.span().from()))
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(Duration.between(history.incidentSpan().to(), page.span().to()))
        .isLessThan(Duration.ofMinutes(5));
    assertThat(outcome.firings())
        .filteredOn(firing -> firing.severity().equals("page") && !firing.tier().equals("cliff"))
        .hasSize(2)
        .noneMatch(Firing::told);
    // 10 minutes of 30 days are 23.15 % of a budget of 0.1 %.
    assertThat(outcome.remainingAtEnd().orElseThrow()).isCloseTo(0.7685, within(0.001));
    assertThat(outcome.deviation().orElseThrow()).isLessThan(0.001);
    assertThat(outcome.notNumbers()).isZero();
  }

  @Test
  void leak_thatNoPageSees_opensATicketBeforeATwelfthOfTheBudgetIsGone() throws IOException {
    var outcome = replay(history("leak"));
    assertThat(outcome.firstPage()).isEmpty();
    assertThat(outcome.firstTicket().orElseThrow().tier()).isEqualTo("drift");
  }

  @Test
  void blipsRestartsAndNights_tellNobody() throws IOException {
    for (var name : List.of("deploy-blip", "rolling-restart", "quiet-night")) {
      var outcome = replay(history(name));
      assertThat(outcome.firings()).as(name).noneMatch(firing -> !firing.tier().isEmpty());
      assertThat(outcome.notNumbers()).as(name).isZero();
    }
  }

  @Test
  void targetDown_isNoDataAndSpendsNothing() throws IOException {
    var outcome = replay(history("target-down"));
    assertThat(outcome.firstPage().orElseThrow().alert()).isEqualTo("SLOTargetDown");
    assertThat(outcome.remainingAtEnd().orElseThrow()).isCloseTo(1, within(1e-6));
  }

  @Test
  void composite_andCalendar_areReplayedToo() throws IOException {
    for (var one : read("composite.yaml")) {
      var history =
          new SyntheticHistory(
              Incident.named("outage").orElseThrow(),
              one,
              Incident.USUAL_RATE,
              SCRAPES,
              Optional.empty(),
              SyntheticHistory.EPOCH);
      var outcome = replay(history, one);
      assertThat(outcome.notNumbers()).as(one.name()).isZero();
      assertThat(outcome.remainingAtEnd().orElseThrow()).as(one.name()).isLessThan(0.99);
      boolean pages = !one.alerting().isSilent();
      assertThat(outcome.firstPage().map(Firing::tier))
          .as(one.name())
          .isEqualTo(pages ? Optional.of("cliff") : Optional.empty());
    }
  }

  private static List<Slo> read(String name) throws IOException {
    try (var in = ReplayIT.class.getResourceAsStream(name)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return ((Read) new OpenSloReader().read(name, text)).slos();
    }
  }

  @Test
  void recordedHistory_hasTheOutcomeOfTheIncidentItCameFrom() throws IOException {
    var made = history("half-outage");
    var expected = replay(made);

    var file = folder.resolve("history.om");
    var span = made.write(file);
    assertThat(replay(new OpenMetricsFile(file)).firings()).isEqualTo(expected.firings());

    new Promtool(tools.file(Tool.PROMTOOL), folder)
        .run("tsdb", "create-blocks-from", "openmetrics", "--quiet", file, folder.resolve("data"));
    try (var engine = Engine.start(tools, folder, Duration.ofMinutes(5))) {
      var range = new PrometheusRange(engine.prometheus(), List.of(slo), span);
      assertThat(replay(range).firings()).isEqualTo(expected.firings());
    }
  }

  @Test
  void brokenHistories_areRefusedInWords() throws IOException {
    var broken = Files.writeString(folder.resolve("broken.om"), "a{b} 3 1700000000\n# EOF\n");
    assertThatThrownBy(() -> replay(new OpenMetricsFile(broken)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("promtool openmetrics failed: ");

    var nobody = new Prometheus(URI.create("http://127.0.0.1:1"));
    var range = new PrometheusRange(nobody, List.of(slo), history("outage").incidentSpan());
    assertThatThrownBy(() -> replay(range))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private static SyntheticHistory history(String incident) {
    return new SyntheticHistory(
        Incident.named(incident).orElseThrow(),
        slo,
        Incident.USUAL_RATE,
        SCRAPES,
        Optional.empty(),
        SyntheticHistory.EPOCH);
  }

  private static Outcome replay(History history) throws IOException {
    return replay(history, slo);
  }

  private static Outcome replay(History history, Slo one) throws IOException {
    return new Replay(tools, Options.defaults(), _ -> {}).run(List.of(one), history).getFirst();
  }
}
