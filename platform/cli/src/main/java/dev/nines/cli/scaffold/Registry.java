package dev.nines.cli.scaffold;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The checkout's files that name each service, with one more in them. */
record Registry(Path root, String name, Template template) {
  private static final String COMPOSE = "docker-compose.yml";
  private static final String TARGETS = "alerting-rules/targets/services.yml";

  /**
   * What they will say.
   *
   * @throws Refusal if one of them knows the name already, or is not as expected
   */
  Map<Path, String> files() {
    return Map.of(
        root.resolve("pom.xml"), pom(),
        root.resolve(COMPOSE), compose(),
        root.resolve(TARGETS), targets());
  }

  private String pom() {
    String module = "    <module>services/" + name + "</module>\n";
    String pom = read("pom.xml", module);
    int last = pom.lastIndexOf("    <module>services/");
    int end = last < 0 ? -1 : pom.indexOf('\n', last) + 1;
    return insert("pom.xml", pom, end, module);
  }

  // Before what watches services, that is after the last of them.
  private String compose() {
    String compose = read(COMPOSE, "\n  " + name + ":\n");
    return insert(
        COMPOSE, compose, compose.indexOf("\n  prometheus:\n") + 1, template.piece(COMPOSE));
  }

  private String targets() {
    String targets = read(TARGETS, "service: " + name + "}");
    return targets + (targets.endsWith("\n") ? "" : "\n") + template.piece("services.yml");
  }

  private String read(String file, String known) {
    try {
      String text = Files.readString(root.resolve(file));
      if (text.contains(known)) {
        throw new Refusal(
            "%s: It has '%s' already. Choose another name, or take it out."
                .formatted(file, known.strip()));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String insert(String file, String text, int at, String piece) {
    if (at <= 0) {
      throw new Refusal(
          file + ": The place of a further service is not found. Put back how it was.");
    }
    return text.substring(0, at) + piece + text.substring(at);
  }
}
