package dev.nines.cli.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A server that answers {@code GET /ping} with {@code pong}. */
public enum PingContestant {
  /** Ours. */
  GATEWAY,
  /** Ours. */
  ORDER,
  /** A bare net/http. */
  GO,
  /** Express. */
  NODE,
  /** Spring MVC, as Boot starts it. */
  TOMCAT,
  /** Spring WebFlux with the signals of ours, as Boot starts it. */
  WEBFLUX,
  /** A bare Reactor Netty. */
  NETTY;

  /** Those whose code is a service of this checkout. */
  public static final List<PingContestant> OURS = List.of(GATEWAY, ORDER);

  private static final Set<PingContestant> OBSERVED = EnumSet.of(GATEWAY, ORDER, WEBFLUX);

  /** As the command line and the result call it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this title. */
  public static Optional<PingContestant> titled(String title) {
    return Arrays.stream(values()).filter(one -> one.title().equals(title)).findFirst();
  }

  /** All titles, commas between. */
  public static String titles() {
    return Arrays.stream(values()).map(PingContestant::title).collect(Collectors.joining(", "));
  }

  /**
   * Whether it is one of {@link #OURS}: what is measured is about these, the others only stand
   * beside.
   */
  boolean ours() {
    return OURS.contains(this);
  }

  /** Whether it has metrics, spans and an access log. */
  boolean observed() {
    return OBSERVED.contains(this);
  }
}
