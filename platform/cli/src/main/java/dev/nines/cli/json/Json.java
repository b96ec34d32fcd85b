package dev.nines.cli.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON; instants as RFC 3339 text, unknown fields ignored. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  /** One line. */
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * Reads a value of a known shape.
   *
   * @throws JacksonException if {@code text} is no JSON of that shape
   */
  public static <T> T read(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  /**
   * Reads JSON of any shape.
   *
   * @throws JacksonException if {@code text} is no JSON
   */
  public static JsonNode tree(String text) {
    return MAPPER.readTree(text);
  }

  /** Replaces a file in one step, so that no reader ever sees half of it. */
  public static void write(Path file, Object value) {
    try {
      Path half = file.resolveSibling(file.getFileName() + ".new");
      Files.createDirectories(half.toAbsolutePath().getParent());
      Files.writeString(half, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
