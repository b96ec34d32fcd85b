package dev.nines.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.load.Latencies;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans of OpenTelemetry's own exporter, at a real receiver. */
class EvidenceTests {
  private static final int REQUESTS = 1_000;

  private final SpanBook book = new SpanBook(100_000);
  private OtlpReceiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new OtlpReceiver(0, book);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void queueThatHoldsThem_losesNothing() {
    try (TracedService service = new TracedService(receiver.endpoint(), 1, 4_096)) {
      service.serve(REQUESTS);
      service.flush();

      Measurement found = measure(1, service);

      assertThat(Verdict.of(found).reasons()).isEmpty();
      assertThat(found.received()).isEqualTo(2 * REQUESTS);
      assertThat(found.serverExpected()).isEqualTo(REQUESTS);
    }
  }

  @Test
  void queueThatIsTooSmall_whileTheReceiverStalls_isFound() {
    receiver.stall();
    try (TracedService service = new TracedService(receiver.endpoint(), 1, 16)) {
      service.serve(REQUESTS);
      receiver.resume();
      service.flush();

      Measurement found = measure(1, service);

      assertThat(found.loss()).isGreaterThan(0.5);
      assertThat(Verdict.of(found).reasons()).anyMatch(reason -> reason.contains("did not come"));
    }
  }

  @Test
  void receiverThatStallsForTooLong_isFound() {
    receiver.stall();
    try (TracedService service = new TracedService(receiver.endpoint(), 1, 4_096)) {
      service.serve(REQUESTS);
      service.flush();

      Measurement found = measure(1, service);

      assertThat(found.received()).isZero();
      assertThat(Verdict.of(found).reasons())
          .anyMatch(reason -> reason.startsWith("2000 of 2000 spans did not come"));
    }
  }

  @Test
  void sampler_takesJustTheTracesThatTheirIdsTell() {
    try (TracedService service = new TracedService(receiver.endpoint(), 0.1, 4_096)) {
      service.serve(5 * REQUESTS);
      service.flush();

      Measurement found = measure(0.1, service);

      assertThat(found.traces()).isEqualTo(5 * REQUESTS);
      assertThat(found.sampled()).isEqualTo(found.serverExpected()).isBetween(350L, 650L);
      assertThat(found.serverMissing()).isZero();
      assertThat(found.unexpected()).isZero();
    }
  }

  @Test
  void anotherSampling_thanAsked_isFound_byTheTracesThemselves() {
    try (TracedService service = new TracedService(receiver.endpoint(), 0.2, 4_096)) {
      service.serve(REQUESTS);
      service.flush();

      Measurement more = measure(0.1, service);
      Measurement fewer = measure(0.5, service);

      assertThat(more.unexpected()).isPositive();
      assertThat(more.serverMissing()).isZero();
      assertThat(fewer.serverMissing()).isGreaterThan(100);
      assertThat(Verdict.of(more).passed()).isFalse();
      assertThat(Verdict.of(fewer).passed()).isFalse();
    }
  }

  @Test
  void parentThatNeverCame_isABrokenLink() {
    try (TracedService service = new TracedService(receiver.endpoint(), 1, 4_096)) {
      service.serve(10);
      service.serveForStranger("0123456789abcdef0123456789abcdef");
      service.flush();

      assertThat(measure(1, service).brokenLinks()).isEqualTo(1);
    }
  }

  @Test
  void traceThatBeginsBehindTheGateway_isABrokenLink_unlessItWasSentThere() {
    try (TracedService gateway = new TracedService(receiver.endpoint(), 1, 4_096);
        TracedService order = new TracedService(receiver.endpoint(), 1, 4_096)) {
      gateway.serve(10);
      order.serve(3);
      gateway.flush();
      order.flush();
      List<ServiceRecord> services = List.of(gateway.record("gateway"), order.record("order"));

      assertThat(measure(1, 3, services).brokenLinks()).isZero();
      assertThat(measure(1, 1, services).brokenLinks()).isEqualTo(2);
      Set<TraceId> earlier =
          Set.of(
              services.getFirst().served().getFirst().trace(),
              services.getLast().served().getFirst().trace());
      assertThat(measure(1, 1, earlier, services).brokenLinks())
          .as("the gateway's own is no excuse")
          .isEqualTo(1);
    }
  }

  @Test
  void serverSpanOfNoRequest_isUnexpected() {
    try (TracedService service = new TracedService(receiver.endpoint(), 1, 4_096)) {
      service.serve(1);
      service.flush();
      ServiceRecord forgetful =
          new ServiceRecord("gateway", service.record("gateway").counters(), List.of(), false);

      Measurement found = measure(1, 0, List.of(forgetful));

      assertThat(found.unexpected()).isEqualTo(1);
      assertThat(found.own()).isEqualTo(1);
    }
  }

  @Test
  void whatAServiceDoesByItself_isNoRequest_butSampledAlike() {
    try (TracedService service = new TracedService(receiver.endpoint(), 1, 4_096)) {
      service.serve(1);
      service.tidyUp();
      service.flush();

      Measurement found = measure(1, service);

      assertThat(found.own()).isEqualTo(1);
      assertThat(found.unexpected()).isZero();
      assertThat(found.traces()).isEqualTo(1);
      assertThat(found.lost()).isZero();
    }
  }

  @Test
  void moreThanCanBeKept_isTold() throws IOException {
    SpanBook small = new SpanBook(5);
    try (OtlpReceiver other = new OtlpReceiver(0, small);
        TracedService service = new TracedService(other.endpoint(), 1, 4_096)) {
      service.serve(5);
      service.flush();

      assertThat(small.size()).isEqualTo(5);
      assertThat(small.turnedAway()).isEqualTo(5);
    }
  }

  private Measurement measure(double asked, TracedService service) {
    return measure(asked, 0, List.of(service.record("gateway")));
  }

  private Measurement measure(double asked, long direct, List<ServiceRecord> services) {
    return measure(asked, direct, Set.of(), services);
  }

  private Measurement measure(
      double asked, long direct, Set<TraceId> earlier, List<ServiceRecord> services) {
    Sent none = new Sent(0, 0, 0, 0, Map.of(), new Latencies(0));
    return new Evidence(
            new Sampling(asked),
            500,
            earlier,
            none,
            new Sent(REQUESTS, REQUESTS, direct, REQUESTS, Map.of(), new Latencies(0)),
            services,
            book.spans(),
            book.turnedAway())
        .measure();
  }
}
