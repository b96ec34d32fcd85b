package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guides for those who do something for the first time: each command, as it stands there. */
class GuidesIT {
  private static final Pattern FILE =
      Pattern.compile("Save this as\\s+`([^`]+)`:\\s+```yaml\\n(.*?)```", Pattern.DOTALL);

  /** What a healthy answer of a command in the guide is, where it is not 0. */
  private static final Map<String, Integer> STATUS = Map.of("./nines status", 1);

  @Test
  void firstSlo() throws Exception {
    try (Sandbox sandbox = new Sandbox("first-slo")) {
      assertThat(run(sandbox, "FIRST-SLO.md")).hasSize(4);
    }
  }

  @Test
  void firstPage() throws Exception {
    try (Sandbox sandbox = new Sandbox("first-page")) {
      assertThat(run(sandbox, "FIRST-PAGE.md")).contains("./nines heal --wait", "./nines down");
      assertThat(sandbox.processes()).isEmpty();
    }
  }

  private static List<String> run(Sandbox sandbox, String name) throws Exception {
    String page = Files.readString(Sandbox.ROOT.resolve("docs/" + name));
    save(page);
    List<String> commands = commands(page);
    for (String command : commands) {
      if (command.startsWith("./nines ")) {
        String[] words = command.split("\\s+");
        Run run = sandbox.nines(Arrays.copyOfRange(words, 1, words.length));
        assertThat(run.status()).as(run::toString).isEqualTo(STATUS.getOrDefault(command, 0));
        System.out.printf("%s: %.1f s%n", command, run.took().toMillis() / 1000.0);
      } else {
        shell(command.replace(".nines/", sandbox.home + "/"));
      }
    }
    return commands;
  }

  private static void save(String page) throws IOException {
    var files = FILE.matcher(page).results().toList();
    for (var file : files) {
      Path path = Sandbox.ROOT.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
    }
  }

  private static List<String> commands(String page) {
    return Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .flatMap(block -> block.group(1).lines())
        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
        .toList();
  }

  private static void shell(String command) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    assertThat(output).as(command).isNotBlank();
  }
}
