package dev.nines.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the JVMs that are measured are set up: as the files in {@code bench/} say.
 *
 * @param root of the checkout
 * @param system as the JVM calls it: one does not start with an option that it does not know
 */
record JvmOptions(Path root, String system) {
  static JvmOptions of(Path root) {
    return new JvmOptions(root, System.getProperty("os.name"));
  }

  /** What stands before the program. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("@" + root.resolve("bench/jvm.options"));
    if (system.startsWith("Linux")) {
      arguments.add("@" + root.resolve("bench/jvm-linux.options"));
    }
    return arguments;
  }
}
