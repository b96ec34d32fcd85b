package dev.nines.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A copy of the repository's {@code alerting-rules/}, without what somebody may have filled in.
 *
 * @param root the folder that has it
 */
record AlertingRules(Path root) {
  private static final Path SOURCE = Path.of("../../alerting-rules");

  static AlertingRules copy(Path root) throws IOException {
    Path receivers = SOURCE.resolve("receivers");
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(receivers) || file.endsWith("switch.sh")) {
          Path to = root.resolve("alerting-rules").resolve(SOURCE.relativize(file));
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
    return new AlertingRules(root);
  }

  /** Fills in the file of a receiver. */
  void fill(String receiver, String content) throws IOException {
    Files.writeString(root.resolve("alerting-rules/receivers").resolve(receiver), content);
  }

  /** Changes the configuration that runs. */
  void edit(UnaryOperator<String> change) throws IOException {
    Path compiled = root.resolve("alerting-rules/generated/alertmanager.yml");
    Files.writeString(compiled, change.apply(Files.readString(compiled)));
  }
}
