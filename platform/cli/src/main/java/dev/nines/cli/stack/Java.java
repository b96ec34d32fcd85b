package dev.nines.cli.stack;

import java.nio.file.Path;

/** The JDK that runs this program, which runs the services too. */
final class Java {
  private Java() {}

  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
