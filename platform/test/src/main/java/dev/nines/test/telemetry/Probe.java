package dev.nines.test.telemetry;

import static org.awaitility.Awaitility.await;

import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.ReceivedSpan;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** Calls a service in every way that the requirements are about, and keeps what it shows. */
final class Probe {
  /** W3C's own, of each call. */
  static final String BAGGAGE = "probe=telemetry";

  private static final int MADE_UP = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServiceUnderTest service;
  private final KeptSpans spans;
  private final Supplier<String> output;
  private final MadeUp madeUp = new MadeUp();
  private final Canaries canaries = new Canaries(madeUp);
  private final List<Answer> answers = new ArrayList<>();

  /**
   * Has called nothing yet.
   *
   * @param output all that the service has printed so far
   */
  Probe(ServiceUnderTest service, KeptSpans spans, Supplier<String> output) {
    this.service = service;
    this.spans = spans;
    this.output = output;
  }

  Evidence gather(
      String name,
      String code,
      List<Call> calls,
      Supplier<List<Map<String, String>>> sentOn,
      List<Slo> slos) {
    service.awaitReadiness();
    Exposition fresh = service.scrape();
    for (Call call : calls) {
      for (TraceHeaders format : TraceHeaders.values()) {
        answers.add(answer(call, format));
      }
      callWithSecrets(call);
    }
    service.fail(true);
    callWithSecrets(calls.getFirst().answered(500));
    service.fail(false);
    answers.add(
        answer(Call.get("/" + madeUp.name(), Call.NO_ROUTE), TraceHeaders.W3C).asExpected());
    makeUp(calls);
    // So that there was one.
    System.gc();
    awaitAll();
    Exposition settled = service.scrape();
    makeUp(calls);
    Exposition assailed = service.scrape();
    return new Evidence(
        name,
        code,
        fresh,
        settled,
        assailed,
        answers,
        answers.stream().flatMap(answer -> spans.trace(answer.traceId()).stream()).toList(),
        output.get().lines().filter(line -> !line.isBlank()).toList(),
        sentOn.get(),
        canaries.made(),
        slos);
  }

  private void callWithSecrets(Call call) {
    answers.add(answer(canaries.beside(call), TraceHeaders.W3C));
    canaries.within(call).forEach(each -> answers.add(answer(each, TraceHeaders.W3C).asExpected()));
  }

  private Answer answer(Call call, TraceHeaders format) {
    String trace = madeUp.digits(32);
    String span = madeUp.digits(16);
    Map<String, String> headers = new HashMap<>(call.headers());
    headers.putAll(format.of(trace, span));
    headers.put("baggage", BAGGAGE);
    Instant sent = Instant.now();
    int status = service.send(call.method(), call.path(), call.body(), headers);
    return new Answer(call, format, format.read(trace), span, status, sent, Instant.now());
  }

  /** Paths, methods, headers, ids and names of clients that nobody has used before. */
  private void makeUp(List<Call> calls) {
    for (int i = 0; i < MADE_UP; i++) {
      makeUp(calls.getFirst().path(), madeUp.name());
      for (Call call : calls) {
        Call other = madeUp.like(call);
        service.send(other.method(), other.path(), other.body(), other.headers());
      }
    }
  }

  private void makeUp(String path, String odd) {
    service.send("GET", "/" + odd, "", Map.of());
    service.send("GET", "/" + odd + "/" + odd + "?" + odd + "=" + odd, "", Map.of());
    service.send("X" + odd.toUpperCase(Locale.ROOT), path, "", Map.of());
    service.send(
        "GET",
        path,
        "",
        Map.of(
            "X-" + odd,
            odd,
            "User-Agent",
            odd,
            "Accept",
            "text/x-" + odd,
            "tracestate",
            odd + "=1"));
  }

  /** Spans leave and lines are written some time after the answer. */
  private void awaitAll() {
    Set<String> traces = new HashSet<>();
    answers.forEach(answer -> traces.add(answer.traceId()));
    try {
      await().atMost(PATIENCE).until(() -> isComplete(traces));
    } catch (ConditionTimeoutException e) {
      // What is missing now is missing; the requirements say what.
      return;
    }
  }

  private boolean isComplete(Set<String> traces) {
    String text = output.get();
    return traces.stream()
        .allMatch(trace ->
            text.contains(trace) && spans.trace(trace).stream().anyMatch(ReceivedSpan::isServer));
  }
}
