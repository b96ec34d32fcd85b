package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The guides for those who do something for the first time: each command as it stands there, and
 * what it is said to answer. NewServiceIT goes through the one for a service.
 */
class GuidesIT {
  private static final String SLO_FILE = "target/first-slo/search.yaml";

  /** The mistakes that the guide says to make. */
  private static final Map<String, String> MISTAKES =
      Map.of("isRolling: true", "isRoling: true", "targetPercent: 99", "targetPercent: 100");

  private static final Pattern STRICTER =
      Pattern.compile("Make it `(targetPercent: \\S+)` and ask again:\\s+`([^`]+)`");

  @Test
  void firstSlo() throws IOException {
    Guide guide = Guide.of("FIRST-SLO.md");
    assertThat(guide.files()).containsOnlyKeys(SLO_FILE);
    String right = guide.files().get(SLO_FILE);
    MatchResult stricter = STRICTER.matcher(guide.text()).results().findFirst().orElseThrow();
    List<String> answers = guide.answers();
    assertThat(answers).hasSize(2);

    try (Sandbox sandbox = new Sandbox("first-slo")) {
      Walkthrough walk = new Walkthrough(guide, sandbox, Sandbox.ROOT, Map.of());
      save(right);
      Run check = walk.next("./nines slo check");
      assertThat(guide.text()).contains("write `isRoling` and `targetPercent: 100`");
      save(changed(right, MISTAKES));
      assertThat(walk.type(check.command(), 1).err()).isEqualTo(answers.getFirst());

      save(right);
      Run backtest = walk.next("./nines slo backtest");
      assertThat(backtest.out()).isEqualTo(answers.getLast());
      String other = changed(right, Map.of("targetPercent: 99", stricter.group(1)));
      save(other);
      assertThat(walk.type(backtest.command(), 0).out()).contains(stricter.group(2));
      assertThat(walk.type("./nines slo backtest --list", 0).out())
          .contains("leak", "deploy", "quiet-night");

      save(right);
      walk.next("./nines slo compile");
      Run diff = walk.next("./nines slo diff");
      Path version = Sandbox.ROOT.resolve("target/first-slo/stricter.yaml");
      Files.writeString(version, other);
      walk.type(diff.command().replaceFirst("\\S+$", version.toString()), 1);
      assertThat(walk.left()).isEmpty();
    }
  }

  @Test
  void firstPage() throws IOException {
    try (Sandbox sandbox = new Sandbox("first-page")) {
      Walkthrough walk =
          new Walkthrough(
              Guide.of("FIRST-PAGE.md"),
              sandbox,
              Sandbox.ROOT,
              Map.of(".nines/", sandbox.home + "/"));
      walk.next("./nines up --native");
      walk.next("./nines load");
      walk.next("./nines break latency --delay 200ms --wait");
      // That of a minute's SLO may come before that of all orders.
      assertThat(walk.next("./nines inbox 1").out())
          .contains("[PAGE] order-creation-latency", "docs/runbooks/order-creation-latency");
      // As the guide says, while a page fires.
      assertThat(walk.next(1).command()).isEqualTo("./nines status");
      Run lines = walk.next("grep");
      String trace =
          Sandbox.parse(lines.out().lines().findFirst().orElse("{}")).path("trace_id").asString();
      assertThat(trace).as(lines::toString).isNotEmpty();
      assertThat(Files.readString(sandbox.home.resolve("logs/gateway.log"))).contains(trace);
      walk.next("./nines heal --wait");
      walk.next("./nines inbox");
      walk.next("./nines down");
      assertThat(walk.left()).isEmpty();
      assertThat(sandbox.processes()).isEmpty();
    }
  }

  private static String changed(String text, Map<String, String> changes) {
    String changed = text;
    for (var change : changes.entrySet()) {
      assertThat(text).containsOnlyOnce(change.getKey());
      changed = changed.replace(change.getKey(), change.getValue());
    }
    return changed;
  }

  private static void save(String text) throws IOException {
    Path path = Sandbox.ROOT.resolve(SLO_FILE);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
