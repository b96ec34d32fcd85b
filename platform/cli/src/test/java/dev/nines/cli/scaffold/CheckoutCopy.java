package dev.nines.cli.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All of a checkout that a new service is made from or written into. */
public final class CheckoutCopy {
  static final Path ROOT = Path.of(System.getProperty("nines.root"));

  private static final List<String> PARTS =
      List.of(
          "mvnw",
          ".mvn/wrapper/maven-wrapper.properties",
          "docker-compose.yml",
          "alerting-rules",
          "docs/runbooks",
          "grafana/dashboards/generated",
          "services/order/src/main/resources/slo",
          "services/gateway/src/main/resources/slo",
          "service-archetype/src/main");

  private CheckoutCopy() {}

  /** Copies it to a folder. */
  public static void to(Path root) throws IOException {
    for (String part : PARTS) {
      copy(ROOT.resolve(part), root);
    }
    copy(ROOT.resolve("pom.xml"), root);
    for (String module : modules()) {
      copy(ROOT.resolve(module).resolve("pom.xml"), root);
    }
  }

  static List<String> modules() throws IOException {
    return Files.readAllLines(ROOT.resolve("pom.xml")).stream()
        .filter(line -> line.contains("<module>"))
        .map(line -> line.replaceAll("</?module>", "").strip())
        .toList();
  }

  private static void copy(Path part, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(ROOT.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  /** A folder's files with what they say, and its folders with nothing. */
  public static Map<Path, String> tree(Path folder) throws IOException {
    Map<Path, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        tree.put(folder.relativize(path), Files.isDirectory(path) ? "" : Files.readString(path));
      }
    }
    return tree;
  }
}
