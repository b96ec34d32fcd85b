package dev.nines.cli.stack;

import java.nio.file.Path;

/** The JDK that runs this program, which runs the services too. */
public final class Java {
  private Java() {}

  /** Its {@code java}. */
  public static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
