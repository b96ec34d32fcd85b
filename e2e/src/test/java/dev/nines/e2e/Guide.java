package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as it is written. */
record Guide(String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FILE =
      Pattern.compile("Save this as\\s+`([^`]+)`:\\s+```yaml\\n(.*?)```", Pattern.DOTALL);

  /** One of {@code docs/}. */
  static Guide of(String name) {
    return read(Sandbox.ROOT.resolve("docs").resolve(name));
  }

  static Guide read(Path file) {
    try {
      return new Guide(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes before a heading. */
  Guide before(String heading) {
    return new Guide(text.substring(0, place(heading)));
  }

  /** What follows a heading, to the page's end. */
  Guide from(String heading) {
    return new Guide(text.substring(place(heading)));
  }

  private int place(String heading) {
    int place = text.indexOf("\n## " + heading + "\n");
    if (place < 0) {
      throw new IllegalArgumentException("heading must be one of the page's, was: " + heading);
    }
    return place;
  }

  /** What it tells to type, a command each: continued lines joined, comments gone. */
  List<String> commands() {
    return blocks("sh")
        .flatMap(block -> block.replaceAll("\\\\\\n\\s*", "").lines())
        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
        .toList();
  }

  /** What it says one reads then: its blocks without a language. */
  List<String> answers() {
    return blocks("").toList();
  }

  /** What it tells to save, by its path. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    FILE.matcher(text).results().forEach(file -> files.put(file.group(1), file.group(2)));
    return files;
  }

  private Stream<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2));
  }
}
