package dev.nines.cli.scaffold;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checkout's files that name each service, with one more in them. */
record Registry(Path root, String name, Template template) {
  private static final String POM = "pom.xml";
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
  private static final String COMPOSE = "docker-compose.yml";
  private static final String TARGETS = "alerting-rules/targets/services.yml";

  /**
   * What those that run and watch services will say.
   *
   * @throws Refusal if one of them knows the name already, or is not as expected
   */
  Map<Path, String> stack() {
    return Map.of(root.resolve(COMPOSE), compose(), root.resolve(TARGETS), targets());
  }

  /**
   * What the build will say.
   *
   * @throws Refusal if it knows the name already, or is not as expected
   */
  Map<Path, String> build() {
    String module = "    <module>services/" + name + "</module>\n";
    String pom = read(POM, module);
    if (artifacts(pom).contains(name)) {
      throw ServiceName.refusal(
          name, "is an artifact of this build already", "Choose another name");
    }
    int last = pom.lastIndexOf("    <module>services/");
    int end = last < 0 ? -1 : pom.indexOf('\n', last) + 1;
    return Map.of(root.resolve(POM), insert(POM, pom, end, module));
  }

  // Of two of the same name Maven builds none.
  private Set<String> artifacts(String pom) {
    return Stream.concat(
            Stream.of(pom),
            MODULE.matcher(pom).results().map(module -> read(module.group(1) + "/" + POM)))
        .flatMap(each -> ARTIFACT.matcher(PARENT.matcher(each).replaceFirst("")).results().limit(1))
        .map(artifact -> artifact.group(1))
        .collect(Collectors.toSet());
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
    String text = read(file);
    if (text.contains(known)) {
      throw new Refusal(
          "%s: It has '%s' already. Choose another name, or take it out."
              .formatted(file, known.strip()));
    }
    return text;
  }

  private String read(String file) {
    try {
      return Files.readString(root.resolve(file));
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
