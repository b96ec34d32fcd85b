package dev.nines.cli.settings;

import dev.nines.cli.terminal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads ports from environment variables, and finds those that are wrong or given twice. */
final class PortReader {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  /** Variables by the number that they stand for. */
  private final Map<Integer, String> taken = new HashMap<>();

  PortReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The variable's number, or the standard one.
   *
   * @param shared whether others may have the same number
   */
  int read(String variable, int standard, boolean shared) {
    String text = environment.getOrDefault(variable, "");
    Integer number = text.isBlank() ? Integer.valueOf(standard) : number(text.strip());
    if (number == null) {
      problems.add(variable + " must be a port from 1 to 65535, was: " + text);
      return standard;
    }
    String other = shared ? null : taken.putIfAbsent(number, variable);
    if (other != null) {
      problems.add(
          "%s and %s are both %d; give them different ports.".formatted(other, variable, number));
    }
    return number;
  }

  /**
   * Ends the reading.
   *
   * @throws Refusal naming everything that is wrong
   */
  void refuse() {
    if (!problems.isEmpty()) {
      throw new Refusal(String.join("\n", problems));
    }
  }

  private static @Nullable Integer number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number > 0 && number < 65536 ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
