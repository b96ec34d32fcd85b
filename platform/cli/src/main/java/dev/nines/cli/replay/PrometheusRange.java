package dev.nines.cli.replay;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Track;
import dev.nines.cli.terminal.Refusal;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A time of what a running Prometheus has scraped of the series that SLOs are about. */
public record PrometheusRange(Prometheus prometheus, List<Slo> slos, Span span) implements History {
  private static final Duration PIECE = Duration.ofHours(1);

  public PrometheusRange {
    slos = List.copyOf(slos);
  }

  @Override
  public Span write(Path file) throws IOException {
    boolean any = false;
    try (var out = Files.newBufferedWriter(file)) {
      // A range of samples leaves out its beginning.
      var from = span.from().minusSeconds(1);
      while (from.isBefore(span.to())) {
        var to = from.plus(PIECE).isAfter(span.to()) ? span.to() : from.plus(PIECE);
        var tracks = tracks(from, to);
        for (var track : tracks) {
          write(track, out);
        }
        any |= !tracks.isEmpty();
        from = to;
      }
      out.write("# EOF\n");
    }
    if (!any) {
      throw new Refusal(
          "%s has no sample of %s from %s to %s. Check the time, or the files' queries with ./nines slo check."
              .formatted(prometheus.address(), selectors(), span.from(), span.to()));
    }
    return span;
  }

  /** Each series once: the good events' are most often among the total's. */
  private Collection<Track> tracks(Instant from, Instant to) {
    var tracks = new LinkedHashMap<Map<String, String>, Track>();
    for (var selector : selectors()) {
      samples(selector, from, to).forEach(track -> tracks.put(track.labels(), track));
    }
    return tracks.values();
  }

  private List<Track> samples(String selector, Instant from, Instant to) {
    try {
      return prometheus.samples(selector, to, Duration.between(from, to));
    } catch (IOException e) {
      throw new Refusal(
          "%s can't be asked for %s: %s. Check the address, or ask with curl."
              .formatted(prometheus.address(), selector, e.getMessage()),
          e);
    }
  }

  private static void write(Track track, Writer out) throws IOException {
    var matchers =
        track.labels().entrySet().stream()
            .filter(label -> !label.getKey().equals("__name__"))
            .sorted(Map.Entry.comparingByKey())
            .map(label -> Matcher.equal(label.getKey(), label.getValue()))
            .toList();
    var series = new Selector(track.labels().getOrDefault("__name__", ""), matchers).toString();
    for (var point : track.points()) {
      out.write(
          "%s %s %.3f\n".formatted(series, point.value(), point.at().toEpochMilli() / 1000.0));
    }
  }

  /** Each once; two SLOs may be about the same series. */
  private Set<String> selectors() {
    return slos.stream()
        .flatMap(slo ->
            Stream.concat(
                indicator(slo).stream(),
                Stream.of(Selector.of("up", Matcher.equal("service", slo.service())))))
        .map(Selector::toString)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Selector> indicator(Slo slo) {
    return switch (slo.indicator()) {
      case BadOfTotal events -> List.of(events.bad(), events.total());
      case GoodOfTotal events -> List.of(events.good(), events.total());
      case Latency latency -> List.of(latency.bucket(), latency.total());
      case Composite _ -> List.of(); // Its parts are SLOs of their own.
      case RawRatio _ ->
          throw new Refusal(
              "'%s' is a raw query, whose series are not known. Export them as OpenMetrics and use --openmetrics."
                  .formatted(slo.name()));
    };
  }
}
