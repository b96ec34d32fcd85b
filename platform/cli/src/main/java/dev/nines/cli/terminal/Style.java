package dev.nines.cli.terminal;

/** How a piece of text looks on a terminal that has colours. */
public enum Style {
  GOOD("32"),
  BAD("31"),
  WARNING("33"),
  FAINT("2"),
  STRONG("1"),
  LINK("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String around(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
