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

/**
 * An incident of one SLO as it would have been scraped. No chance is in it: counters hold the whole
 * number of events that were to be expected until then.
 *
 * @param eventsPerSecond of all replicas together
 * @param start of the lead; the same for every run, so that outputs can be compared
 */
public record SyntheticHistory(
    Incident incident, Slo slo, double eventsPerSecond, Duration scrapeInterval, Instant start)
    implements History {
  /** A moment without a meaning. */
  public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

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
    return new Span(start, start.plus(length));
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
    double expected = 0;
    double atRestart = 0;
    boolean restarted = false;
    long second = 0;
    long step = scrapeInterval.toSeconds();
    for (var phase : incident.timeline()) {
      long end = second + phase.length().toSeconds();
      double perScrape = perReplica(phase, role) * step;
      long restart = second + phase.length().toSeconds() * replica / incident.replicas();
      for (; second < end; second += step) {
        if (phase.mishap() == Mishap.ROLLING_RESTART && second >= restart && !restarted) {
          atRestart = expected;
          restarted = true;
        }
        expected += perScrape;
        if (isScraped(phase) && !(isUnborn(role) && expected < 1)) {
          sample(series, Math.floor(expected - atRestart), second, out);
        }
      }
    }
  }

  private boolean isUnborn(Role role) {
    return incident.lateBorn() && role == Role.BAD;
  }

  private double perReplica(Phase phase, Role role) {
    double share =
        switch (role) {
          case GOOD -> 1 - phase.bad();
          case BAD -> phase.bad();
          case TOTAL -> 1;
        };
    double events = phase.mishap() == Mishap.DOWN ? 0 : eventsPerSecond * phase.traffic();
    return events * share / incident.replicas();
  }

  private static boolean isScraped(Phase phase) {
    return phase.mishap() != Mishap.SCRAPE_GAP && phase.mishap() != Mishap.DOWN;
  }

  private void up(String series, Writer out) throws IOException {
    long second = 0;
    for (var phase : incident.timeline()) {
      long end = second + phase.length().toSeconds();
      for (; second < end; second += scrapeInterval.toSeconds()) {
        if (phase.mishap() != Mishap.SCRAPE_GAP) {
          sample(series, phase.mishap() == Mishap.DOWN ? 0 : 1, second, out);
        }
      }
    }
  }

  private void sample(String series, double value, long second, Writer out) throws IOException {
    out.write(series);
    out.write(' ');
    out.write(Long.toString((long) value));
    out.write(' ');
    out.write(Long.toString(start.getEpochSecond() + second));
    out.write('\n');
  }
}
