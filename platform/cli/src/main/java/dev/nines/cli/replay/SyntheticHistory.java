package dev.nines.cli.replay;

import dev.nines.cli.replay.Phase.Mishap;
import dev.nines.slo.compiler.ExampleSeries;
import dev.nines.slo.compiler.ExampleSeries.Role;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An incident of one SLO as it would have been scraped.
 *
 * @param eventsPerSecond of all replicas together
 * @param noise where the numbers of events are drawn from, by chance, as Poisson counts; without
 *     it, they are as expected
 * @param start of the lead; the same for every run, so that outputs can be compared
 */
public record SyntheticHistory(
    Incident incident,
    Slo slo,
    double eventsPerSecond,
    Duration scrapeInterval,
    Optional<Long> noise,
    Instant start)
    implements History {
  /** A moment without a meaning. */
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * Samples before the start fill the rules' first windows; a multiple of all groups' intervals.
   */
  private static final Duration WARM_UP = Duration.ofMinutes(6);

  /** When the lead is over. */
  public Span incidentSpan() {
    var from = start.plus(incident.lead());
    return new Span(from, from.plus(incident.length()));
  }

  @Override
  public Span write(Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      for (int replica = 0; replica < incident.replicas(); replica++) {
        replica(replica, out);
      }
      out.write("# EOF\n");
    }
    var length =
        incident.timeline().stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
    return new Span(start, start.plus(length).minus(scrapeInterval));
  }

  private List<Phase> phases() {
    var phases = new ArrayList<Phase>();
    phases.add(Phase.healthy(WARM_UP));
    phases.addAll(incident.timeline());
    return phases;
  }

  private void replica(int replica, Writer out) throws IOException {
    var instance = "instance=\"replica-%02d\"".formatted(replica + 1);
    for (var series : ExampleSeries.of(slo)) {
      counter(labelled(series.selector(), instance), series.role(), replica, out);
    }
    up("up{service=\"%s\",%s}".formatted(slo.service(), instance), out);
  }

  private static String labelled(String selector, String label) {
    return selector.endsWith("}")
        ? selector.substring(0, selector.length() - 1) + "," + label + "}"
        : selector + "{" + label + "}";
  }

  private void counter(String series, Role role, int replica, Writer out) throws IOException {
    var events = new Events(perReplica(), noise.map(seed -> seed + replica));
    long atRestart = 0;
    boolean restarted = false;
    long second = -WARM_UP.toSeconds();
    long step = scrapeInterval.toSeconds();
    for (var phase : phases()) {
      long end = second + phase.length().toSeconds();
      long restart = second + phase.length().toSeconds() * replica / incident.replicas();
      for (; second < end; second += step) {
        if (phase.mishap() == Mishap.ROLLING_RESTART && second >= restart && !restarted) {
          atRestart = events.count(role);
          restarted = true;
        }
        events.pass(phase, step);
        if (isScraped(phase) && !(isUnborn(role) && events.count(role) == 0)) {
          sample(series, events.count(role) - atRestart, second, out);
        }
      }
    }
  }

  private boolean isUnborn(Role role) {
    return incident.lateBorn() && role == Role.BAD;
  }

  private double perReplica() {
    return eventsPerSecond / incident.replicas();
  }

  private static boolean isScraped(Phase phase) {
    return phase.mishap() != Mishap.SCRAPE_GAP && phase.mishap() != Mishap.DOWN;
  }

  private void up(String series, Writer out) throws IOException {
    long second = -WARM_UP.toSeconds();
    for (var phase : phases()) {
      long end = second + phase.length().toSeconds();
      for (; second < end; second += scrapeInterval.toSeconds()) {
        if (phase.mishap() != Mishap.SCRAPE_GAP) {
          sample(series, phase.mishap() == Mishap.DOWN ? 0 : 1, second, out);
        }
      }
    }
  }

  private void sample(String series, long value, long second, Writer out) throws IOException {
    out.write(series);
    out.write(' ');
    out.write(Long.toString(value));
    out.write(' ');
    out.write(Long.toString(start.getEpochSecond() + second));
    out.write('\n');
  }
}
