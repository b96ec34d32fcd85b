package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command of the README, as it stands there and in its order. */
class ReadmeIT {

  @Test
  void everyCommand_works() throws IOException {
    List<String> commands = commands();
    assertThat(commands).contains("./nines up", "./nines test", "./nines down");

    try (Sandbox sandbox = new Sandbox("readme", Map.of("NINES_STACK_KIND", "native"))) {
      for (String command : commands) {
        if (command.startsWith("./nines test") || command.startsWith("./nines new")) {
          // The one is what runs this; NewServiceIT runs the others, where they may write.
          continue;
        }
        if (command.startsWith("./nines break")) {
          loadHasEnded(sandbox);
        }
        String[] words = command.split("\\s+");
        Run run = sandbox.nines(Arrays.copyOfRange(words, 1, words.length));
        assertThat(run.status()).as(run::toString).isZero();
        System.out.printf("%s: %.1f s%n", command, run.took().toMillis() / 1000.0);
      }
      assertThat(sandbox.processes()).isEmpty();
    }
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

  private static List<String> commands() throws IOException {
    return Files.readAllLines(Sandbox.ROOT.resolve("README.md")).stream()
        .filter(line -> line.startsWith("./nines "))
        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
        .toList();
  }
}
