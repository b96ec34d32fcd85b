package dev.nines.cli.tools;

import java.util.List;

/** A program that the stack or the tests run and that is not Java. */
public enum Tool {
  PROMETHEUS("NINES_PROMETHEUS", List.of("prometheus")),
  PROMTOOL("NINES_PROMTOOL", List.of("promtool")),
  // Debian's has another name.
  ALERTMANAGER("NINES_ALERTMANAGER", List.of("alertmanager", "prometheus-alertmanager")),
  AMTOOL("NINES_AMTOOL", List.of("amtool"));

  private final String variable;
  private final List<String> names;

  Tool(String variable, List<String> names) {
    this.variable = variable;
    this.names = names;
  }

  /** The environment variable that names its file. */
  public String variable() {
    return variable;
  }

  /** What its file may be called, the usual name first. */
  List<String> names() {
    return names;
  }

  public String title() {
    return names.getFirst();
  }
}
