package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every command of the README, as it stands there and in its order. */
class ReadmeIT {

  @Test
  void everyCommand_works() throws IOException {
    List<String> commands = commands();
    assertThat(commands).contains("./nines up", "./nines test", "./nines down");

    try (Sandbox sandbox = new Sandbox("readme")) {
      for (String command : commands) {
        if (command.equals("./nines test")) {
          continue; // is what runs this
        }
        String[] words = command.split("\\s+");
        Run run = sandbox.nines(Arrays.copyOfRange(words, 1, words.length));
        assertThat(run.status()).as(run::toString).isZero();
        System.out.printf("%s: %.1f s%n", command, run.took().toMillis() / 1000.0);
      }
      assertThat(sandbox.processes()).isEmpty();
    }
  }

  private static List<String> commands() throws IOException {
    return Files.readAllLines(Sandbox.ROOT.resolve("README.md")).stream()
        .filter(line -> line.startsWith("./nines "))
        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
        .toList();
  }
}
