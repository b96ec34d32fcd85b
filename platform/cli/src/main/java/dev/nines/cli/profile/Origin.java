package dev.nines.cli.profile;

import java.util.Locale;
import java.util.stream.Stream;

/** Whose code a method is. */
enum Origin {
  NINES("dev.nines."),
  SECURITY("org.springframework.security."),
  SPRING("org.springframework."),
  REACTOR("reactor.core. reactor.util."),
  NETTY("io.netty. reactor.netty."),
  OBSERVATION("io.micrometer. io.opentelemetry. io.prometheus."),
  LOGGING("ch.qos.logback. net.logstash. org.slf4j. tools.jackson. com.fasterxml.jackson."),
  JDK("java. javax. jdk. sun."),
  OTHER("");

  private final String packages;

  /**
   * @param packages blanks between; empty for all
   */
  Origin(String packages) {
    this.packages = packages;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean holds(String className) {
    return Stream.of(packages.split(" ", -1)).anyMatch(className::startsWith);
  }

  /** The first that fits: what is more special stands above. */
  static Origin of(String className) {
    return Stream.of(values()).filter(origin -> origin.holds(className)).findFirst().orElse(OTHER);
  }
}
