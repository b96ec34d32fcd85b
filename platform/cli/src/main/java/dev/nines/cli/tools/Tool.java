package dev.nines.cli.tools;

import java.util.List;

/** A program that the stack or the tests run and that is not Java. */
public enum Tool {
  PROMETHEUS("NINES_PROMETHEUS", "prometheus"),
  PROMTOOL("NINES_PROMTOOL", "promtool"),
  // Debian's has another name.
  ALERTMANAGER("NINES_ALERTMANAGER", "alertmanager", "prometheus-alertmanager"),
  AMTOOL("NINES_AMTOOL", "amtool");

  private final String variable;
  private final String name;
  private final String other;

  Tool(String variable, String name) {
    this(variable, name, name);
  }

  Tool(String variable, String name, String other) {
    this.variable = variable;
    this.name = name;
    this.other = other;
  }

  /** The environment variable that names its file. */
  public String variable() {
    return variable;
  }

  /** What its file may be called, the usual name first. */
  List<String> names() {
    return List.of(name, other);
  }

  public String title() {
    return name;
  }
}
