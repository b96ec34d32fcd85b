package dev.nines.cli.stack;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs of a native stack's services are set up: {@code NINES_JVM}. */
enum Jvm {
  /** Up and warm soonest, in the least memory: the first compiler only. */
  FOOTPRINT,

  /**
   * Twice the requests, once warm: both compilers, which have the least of the CPU, else two of
   * them, on two cores, leave nothing to the requests of the first minute. What is executed and
   * allocated most lies on huge pages where the system has them.
   */
  THROUGHPUT;

  private static final String VARIABLE = "NINES_JVM";
  private static final List<String> COMMON =
      List.of(
          "-Xmx160m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // Else each time that compiled code has grown by a seventh of its room, all stands still
          // for a full collection, of 150 ms on a slow core, that looks for code to throw away.
          "-XX:SweeperThreshold=100",
          "--enable-native-access=ALL-UNNAMED",
          "-Xlog:disable");

  /**
   * The one that is asked for.
   *
   * @throws Refusal if there is none of that name
   */
  static Jvm of(Settings settings) {
    String asked = settings.environment().getOrDefault(VARIABLE, "footprint");
    return switch (asked) {
      case "footprint" -> FOOTPRINT;
      case "throughput" -> THROUGHPUT;
      default -> throw new Refusal(VARIABLE + " must be footprint or throughput, was: " + asked);
    };
  }

  /** What starts it, up to the program. */
  List<String> command() {
    return command(System.getProperty("os.name"));
  }

  /** The same on that system: a JVM does not start with an option that it does not know. */
  List<String> command(String system) {
    List<String> command = new ArrayList<>();
    command.add(Java.program());
    command.addAll(COMMON);
    command.addAll(own());
    if (this == THROUGHPUT && system.startsWith("Linux")) {
      command.add("-XX:+UseTransparentHugePages");
    }
    return command;
  }

  private List<String> own() {
    return switch (this) {
      case FOOTPRINT -> List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m");
      case THROUGHPUT ->
          List.of(
              "-XX:ReservedCodeCacheSize=64m",
              "-XX:ThreadPriorityPolicy=1",
              "-XX:CompilerThreadPriority=10", // a nice value
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:-PrintWarnings"); // that only root may raise priorities
    };
  }
}
