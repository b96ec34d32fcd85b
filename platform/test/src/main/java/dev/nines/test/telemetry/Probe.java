package dev.nines.test.telemetry;

import static org.awaitility.Awaitility.await;

import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.ReceivedSpan;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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
  private final Random random = new Random();
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
      String name, List<Call> calls, Supplier<List<Map<String, String>>> sentOn, List<Slo> slos) {
    Exposition fresh = service.scrape();
    List<String> canaries = new ArrayList<>();
    for (Call call : calls) {
      for (TraceHeaders format : TraceHeaders.values()) {
        call(call, format);
      }
      call(withSecrets(call, canaries), TraceHeaders.W3C);
    }
    service.fail(true);
    call(calls.getFirst().answered(500), TraceHeaders.W3C);
    service.fail(false);
    callNowhere();
    makeUp(calls.getFirst());
    // So that there was one.
    System.gc();
    awaitAll();
    Exposition settled = service.scrape();
    makeUp(calls.getFirst());
    Exposition assailed = service.scrape();
    return new Evidence(
        name,
        fresh,
        settled,
        assailed,
        answers,
        answers.stream().flatMap(answer -> spans.trace(answer.traceId()).stream()).toList(),
        output.get().lines().filter(line -> !line.isBlank()).toList(),
        sentOn.get(),
        canaries,
        slos);
  }

  private void call(Call call, TraceHeaders format) {
    answers.add(answer(call, format));
  }

  private Answer answer(Call call, TraceHeaders format) {
    String trace = digits(32);
    String span = digits(16);
    Map<String, String> headers = new HashMap<>(call.headers());
    headers.putAll(format.of(trace, span));
    headers.put("baggage", BAGGAGE);
    int status = service.send(call.method(), call.path(), call.body(), headers);
    return new Answer(call, format, format.read(trace), span, status);
  }

  /** What is there of it to see is a mistake of the client's, by whatever status. */
  private void callNowhere() {
    Answer answer = answer(Call.get("/" + digits(12), Call.NO_ROUTE), TraceHeaders.W3C);
    answers.add(answer.asExpected());
  }

  /** In a header that is no one's business, a cookie and the query. */
  private Call withSecrets(Call call, List<String> canaries) {
    List<String> made = List.of("key" + digits(20), "cookie" + digits(20), "secret" + digits(20));
    canaries.addAll(made);
    Call secret = call.with("X-Api-Key", made.get(0)).with("Cookie", "session=" + made.get(1));
    String query = (call.path().contains("?") ? "&" : "?") + "password=" + made.get(2);
    return new Call(
        secret.method(),
        secret.path() + query,
        secret.route(),
        secret.body(),
        secret.headers(),
        secret.status());
  }

  /** Paths, methods, headers and names of clients that nobody has used before. */
  private void makeUp(Call like) {
    for (int i = 0; i < MADE_UP; i++) {
      String odd = digits(12);
      service.send("GET", "/" + odd, "", Map.of());
      service.send("GET", "/" + odd + "/" + odd + "?" + odd + "=" + odd, "", Map.of());
      service.send("X" + odd.toUpperCase(Locale.ROOT), like.path(), "", Map.of());
      service.send(
          "GET",
          like.path(),
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

  private String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    // Never all zeroes, which is no id.
    digits.append("123456789abcdef".charAt(random.nextInt(15)));
    while (digits.length() < count) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }
}
