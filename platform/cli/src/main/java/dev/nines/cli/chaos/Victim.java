package dev.nines.cli.chaos;

import java.util.Locale;

/** A part of the stack that is killed; each holds orders up. */
public enum Victim {
  ORDER,
  GATEWAY,
  POSTGRES;

  /** Its name in the stack. */
  public String part() {
    return name().toLowerCase(Locale.ROOT);
  }
}
