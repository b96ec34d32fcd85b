package dev.nines.cli.telemetry;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Service;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Brings a stack up for each sampling, sends it traffic, and counts the spans that come.
 *
 * @param settings of a stack that is not up
 */
public record TelemetryGate(Settings settings, Terminal terminal) {
  private static final String BEHIND = "order";
  private static final Map<String, Port> SERVICES =
      Map.of(Evidence.FRONT, Port.GATEWAY_MANAGEMENT, BEHIND, Port.ORDER_MANAGEMENT);
  private static final String JVM = "NINES_JVM";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SPANS_PER_REQUEST = 12;
  private static final int LARGEST_BATCH = 512;
  private static final Duration LOOK = Duration.ofSeconds(1);
  // More than the exporter's pause and time limit together.
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** Tries each sampling. */
  public List<Verdict> run(Trial trial) throws InterruptedException {
    List<Verdict> verdicts = new ArrayList<>();
    for (Sampling sampling : trial.samplings()) {
      terminal.progress("Sampling " + sampling);
      verdicts.add(Verdict.of(evidence(trial, sampling).measure()));
    }
    return verdicts;
  }

  private Evidence evidence(Trial trial, Sampling sampling) throws InterruptedException {
    SpanBook book = new SpanBook(Trial.MOST_REQUESTS * SPANS_PER_REQUEST);
    try (OtlpReceiver receiver = new OtlpReceiver(0, book)) {
      return evidence(trial, sampling, receiver, book);
    } catch (IOException e) {
      throw new Refusal("The telemetry gate can't count (" + e + "). See " + settings.logs(), e);
    }
  }

  /**
   * Environment variables by which services take a sampling and a queue. JVMs that bear the most
   * are the default here: what is shed says little of telemetry.
   */
  private Map<String, String> variables(Trial trial, Sampling sampling, String endpoint) {
    Map<String, String> variables = new HashMap<>();
    variables.put(JVM, settings.environment().getOrDefault(JVM, "throughput"));
    variables.put("NINES_OTLP_ENDPOINT", endpoint);
    variables.put("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "" + sampling.probability());
    trial
        .queue()
        .ifPresent(size -> {
          String export = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_";
          variables.put(export + "MAX_QUEUE_SIZE", "" + size);
          variables.put(export + "MAX_BATCH_SIZE", "" + Math.min(size, LARGEST_BATCH));
        });
    return variables;
  }

  private Evidence evidence(Trial trial, Sampling sampling, OtlpReceiver receiver, SpanBook book)
      throws IOException, InterruptedException {
    Map<String, String> variables = variables(trial, sampling, receiver.endpoint());
    try (OwnStack own = new OwnStack(settings, variables, terminal);
        MixedTraffic traffic = own.traffic(trial.warmUp().plus(trial.duration()))) {
      Map<String, Long> before = pids(own.stack());
      Set<TraceId> earlier = earlier();
      terminal.progress(
          "  %.0f requests/s for %d s, to warm up"
              .formatted(trial.warmUpRate(), trial.warmUp().toSeconds()));
      Sent warming = traffic.send(trial.warmUpRate(), trial.warmUp());
      terminal.progress(
          "  %.0f requests/s for %d s".formatted(trial.rate(), trial.duration().toSeconds()));
      Thread stall = stall(trial, receiver);
      Sent sent = traffic.send(trial.rate(), trial.duration());
      stall.join();
      settle(book);
      return new Evidence(
          sampling,
          trial.rate(),
          earlier,
          warming,
          sent,
          records(before, pids(own.stack())),
          book.spans(),
          book.turnedAway());
    }
  }

  /** Traces behind the gateway until now, as soon as they all are in the log. */
  private Set<TraceId> earlier() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<SpanKey> logged = List.of();
    long counted = counters(BEHIND).requests();
    while (logged.size() < counted && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      counted = counters(BEHIND).requests();
      logged = RequestLog.read(settings.log(BEHIND));
    }
    return logged.stream().map(SpanKey::trace).collect(Collectors.toSet());
  }

  private static Thread stall(Trial trial, OtlpReceiver receiver) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            if (!trial.stall().isZero()) {
              TimeUnit.NANOSECONDS.sleep(trial.duration().dividedBy(3).toNanos());
              receiver.stall();
              TimeUnit.NANOSECONDS.sleep(trial.stall().toNanos());
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            receiver.resume();
          }
        });
  }

  /** What grows while anything is still on its way. */
  private record Progress(long received, long ended, long requests, long logs) {}

  private void settle(SpanBook book) throws IOException, InterruptedException {
    terminal.progress("  waiting for the last spans");
    long end = System.nanoTime() + PATIENCE.toNanos();
    Progress last = progress(book);
    long since = System.nanoTime();
    while (System.nanoTime() - since < QUIET.toNanos() && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      Progress now = progress(book);
      if (!now.equals(last)) {
        last = now;
        since = System.nanoTime();
      }
    }
  }

  private Progress progress(SpanBook book) throws IOException {
    long ended = 0;
    long requests = 0;
    long logs = 0;
    for (String service : SERVICES.keySet()) {
      Counters counters = counters(service);
      ended += counters.ended();
      requests += counters.requests();
      logs += Files.size(settings.log(service));
    }
    return new Progress(book.size() + book.turnedAway(), ended, requests, logs);
  }

  private Counters counters(String service) throws IOException {
    return Counters.scrape(
        settings.url(Objects.requireNonNull(SERVICES.get(service)), "/actuator/prometheus"));
  }

  private List<ServiceRecord> records(Map<String, Long> before, Map<String, Long> after)
      throws IOException {
    List<ServiceRecord> records = new ArrayList<>();
    for (String service : SERVICES.keySet()) {
      boolean same = Objects.equals(before.get(service), after.get(service));
      records.add(
          new ServiceRecord(
              service, counters(service), RequestLog.read(settings.log(service)), !same));
    }
    return records;
  }

  private static Map<String, Long> pids(NativeStack stack) {
    Map<String, Long> pids = new HashMap<>();
    for (Service service : stack.services()) {
      if (service.pid() != null) {
        pids.put(service.name(), service.pid());
      }
    }
    return pids;
  }
}
