package dev.nines.cli.chaos;

/** Something that must not be. */
public sealed interface Finding {
  /** The request's key, or the order's id where no request can be told. */
  String order();

  /** What is wrong, in words. */
  String fact();

  /** What was acknowledged, or told to others, is not there or is something else. */
  record Lost(String order, String fact) implements Finding {}

  /** One order more than was asked for. */
  record Doubled(String order, String fact) implements Finding {}

  /** What is stored or was acknowledged was not told, or too early. */
  record EventLost(String order, String fact) implements Finding {}
}
