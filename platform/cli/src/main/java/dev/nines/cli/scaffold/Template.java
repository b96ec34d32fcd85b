package dev.nines.cli.scaffold;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

/**
 * The archetype's files, filled in as the archetype plugin does: by Velocity, with {@code
 * __property__} in names replaced and the package's folders below {@code java}. A file that comes
 * out empty is for another kind of service.
 */
final class Template {
  private static final Pattern PROPERTY = Pattern.compile("__([a-zA-Z]+)__");
  private static final Pattern IMPORTED = Pattern.compile("(?m)^import \\S+\\.(\\w+);");
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^ *(?:\\w+ )*(?:class|record|interface|enum) (\\w+)");
  private static final String JAVA = "src/main/java/";
  private static final String TEST = "src/test/java/";

  private final Path folder;
  private final Map<String, String> properties;
  private final VelocityEngine velocity = new VelocityEngine();

  /**
   * @param root of the checkout
   */
  Template(Path root, NewService service) {
    this.folder = root.resolve("service-archetype/src/main");
    this.properties = service.properties();
    if (!Files.isDirectory(archetype())) {
      throw new Refusal("%s: It is not there. Is %s a checkout?".formatted(archetype(), root));
    }
  }

  private Path archetype() {
    return folder.resolve("resources/archetype-resources");
  }

  /** The service's own files, by their path in it. */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(archetype())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = archetype().relativize(file).toString();
        String text = fill(name, Files.readString(file));
        if (!text.isBlank() && files.put(placed(name), text) != null) {
          throw clash(property("className"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkNames(files);
    return files;
  }

  /** A piece of one of the checkout's files. */
  String piece(String name) {
    try {
      return fill(name, Files.readString(folder.resolve("repository").resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String fill(String name, String text) {
    VelocityContext context = new VelocityContext();
    properties.forEach(context::put);
    StringWriter filled = new StringWriter();
    velocity.evaluate(context, filled, name, text);
    return filled.toString();
  }

  private String placed(String name) {
    Matcher matcher = PROPERTY.matcher(name);
    String named = matcher.replaceAll(found -> property(found.group(1)));
    for (String root : new String[] {JAVA, TEST}) {
      int at = named.indexOf(root);
      if (at >= 0) {
        String below = named.substring(at + root.length());
        String folders = property("package").replace('.', '/');
        return named.substring(0, at) + root + folders + "/" + below;
      }
    }
    return named;
  }

  private String property(String key) {
    String value = properties.get(key);
    if (value == null) {
      throw new IllegalStateException("no property " + key);
    }
    return value;
  }

  /** A class of the service would be taken for another one of the same name. */
  private void checkNames(Map<String, String> files) {
    List<String> declared = found(DECLARED, files);
    List<String> others = found(IMPORTED, files);
    declared.stream()
        .filter(name -> others.contains(name) || Collections.frequency(declared, name) > 1)
        .findFirst()
        .ifPresent(name -> {
          throw clash(name);
        });
  }

  private static List<String> found(Pattern pattern, Map<String, String> files) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith(".java"))
        .flatMap(file -> pattern.matcher(file.getValue()).results())
        .map(name -> name.group(1))
        .toList();
  }

  private Refusal clash(String className) {
    return ServiceName.refusal(
        property("artifactId"),
        "would make a class " + className + ", which the template has otherwise",
        "Choose another name");
  }
}
