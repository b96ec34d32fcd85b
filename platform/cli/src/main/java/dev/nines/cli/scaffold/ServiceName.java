package dev.nines.cli.scaffold;

import dev.nines.cli.settings.Port;
import dev.nines.cli.terminal.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A new service's name, such as {@code stock-keeping}, and those that follow from it.
 *
 * @param text lower case words with hyphens between, 2 to 15 characters, so that lines of code with
 *     them keep their length
 */
public record ServiceName(String text) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");
  private static final int LONGEST = 15;

  /** Beside those that have a port: others' in Compose, among certificates, logs or dashboards. */
  private static final Set<String> TAKEN =
      Set.of(
          "alloy",
          "autoconfigure",
          "ca",
          "compose",
          "containers",
          "credentials",
          "fleet",
          "inbox",
          "load",
          "load-test",
          "mailpit",
          "nines",
          "operator",
          "runtime",
          "service-graph",
          "supervisor",
          "user");

  /** What a service's second port is called after it. */
  private static final String MANAGEMENT = "-management";

  public ServiceName {
    if (!NAME.matcher(text).matches() || text.length() < 2 || text.length() > LONGEST) {
      throw refusal(
          text,
          "is no name of a service",
          "Use lower case words with hyphens between, such as stock-keeping, 2 to 15 characters");
    }
    if (TAKEN.contains(text) || hasPort(variable(text))) {
      throw refusal(text, "is a part of the stack already", "Choose another name");
    }
    if (text.endsWith(MANAGEMENT)) {
      throw refusal(
          text,
          "would have the variable of another service's management port",
          "Choose a name without " + MANAGEMENT);
    }
    String word = text.replace("-", "");
    if (SourceVersion.isKeyword(word) || isOfJava(className(text))) {
      throw refusal(text, "means something in Java", "Choose another name");
    }
  }

  static Refusal refusal(String text, String fact, String fix) {
    return new Refusal("NAME: '" + text + "' " + fact + ". " + fix + ".");
  }

  private static boolean hasPort(String variable) {
    return Arrays.stream(Port.values())
        .anyMatch(port -> port.variable().equals("NINES_" + variable + "_PORT"));
  }

  private static boolean isOfJava(String className) {
    try {
      Class.forName("java.lang." + className, false, null);
      return true;
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return false;
    }
  }

  /** Such as {@code StockKeeping}. */
  public String className() {
    return className(text);
  }

  private static String className(String text) {
    return Arrays.stream(text.split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** Such as {@code stockkeeping}, as the last part of a package's name. */
  public String packagePart() {
    return text.replace("-", "");
  }

  /** Such as {@code STOCK_KEEPING}, in environment variables. */
  public String variable() {
    return variable(text);
  }

  private static String variable(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Such as {@code stock-keepings}, in paths and scopes. */
  public String plural() {
    if (text.matches(".*[^aeiou]y")) {
      return text.substring(0, text.length() - 1) + "ies";
    }
    return text.matches(".*(s|x|z|ch|sh)") ? text + "es" : text + "s";
  }
}
