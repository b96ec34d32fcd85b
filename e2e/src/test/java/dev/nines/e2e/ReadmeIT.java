package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command of the README, as it stands there and in its order. */
class ReadmeIT {
  private static final String PROVE = "./nines test";

  @Test
  void everyCommand_works() {
    Guide guide = Guide.read(Sandbox.ROOT.resolve("README.md"));
    assertThat(guide.commands()).contains("./nines up", PROVE, "./nines down");

    try (Sandbox sandbox = new Sandbox("readme", Map.of("NINES_STACK_KIND", "native"))) {
      Walkthrough readme =
          new Walkthrough(
              guide,
              sandbox,
              Sandbox.ROOT,
              Map.of("localhost:8080", "localhost:" + sandbox.port("GATEWAY")));
      while (!readme.left().isEmpty()) {
        String command = readme.left().getFirst();
        if (runElsewhere(command)) {
          readme.pass(command);
          continue;
        }
        if (command.startsWith("./nines break")) {
          loadHasEnded(sandbox);
        }
        Run run = readme.next(command);
        if (command.startsWith("curl")) {
          assertThat(run.out()).contains("\"orders\"");
        }
      }
      assertThat(sandbox.processes()).isEmpty();
    }
  }

  // The one is what runs this; NewServiceIT runs the others, where they may write; and GuidesIT
  // waits the minute until all is well again.
  private static boolean runElsewhere(String command) {
    List<String> newService = Guide.of("NEW-SERVICE.md").commands();
    List<String> firstPage = Guide.of("FIRST-PAGE.md").commands();
    return command.equals(PROVE)
        || (command.matches("./nines (new|test) .*") && newService.contains(command))
        || (command.startsWith("./nines heal") && firstPage.contains(command));
  }

  // A reader takes longer than that to type; break sends load of its own only where there is none.
  private static void loadHasEnded(Sandbox sandbox) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            sandbox
                    .query(
                        "sum(rate(http_server_requests_seconds_count{service=\"gateway\"}[15s])) < 1")
                    .size()
                == 1);
  }
}
