package dev.nines.autoconfigure.mtls;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalsTests {
  private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 50_000);
  private static final InetSocketAddress PORT = new InetSocketAddress("127.0.0.1", 8081);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void sameReason_isToldOnceEachPause_withHowManyWereNotTold() {
    Refusals refusals = new Refusals(meters, clock);

    for (int i = 0; i < 1_000; i++) {
      refusals.add(Refusal.EXPIRED, PEER, PORT, "");
    }
    now = now.plus(Refusals.PAUSE);
    refusals.add(Refusal.EXPIRED, PEER, PORT, "");

    assertThat(lines.list).hasSize(2);
    assertThat(untold(lines.list.get(0))).isEqualTo(0L);
    assertThat(untold(lines.list.get(1))).isEqualTo(999L);
    assertThat(count("expired")).isEqualTo(1_001);
  }

  @Test
  void anotherReason_isToldAtOnce() {
    Refusals refusals = new Refusals(meters, clock);

    refusals.add(Refusal.EXPIRED, PEER, PORT, "");
    refusals.add(Refusal.WRONG_NAME, PEER, PORT, "'x', not one of [gateway]");

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "peer refused: its certificate has expired",
            "peer refused: its certificate is another's: 'x', not one of [gateway]");
  }

  @Test
  void eachReason_standsAtZeroFromTheStart() {
    Refusals unused = new Refusals(meters, clock);

    assertThat(unused).isNotNull();
    assertThat(List.of(Refusal.values()))
        .allSatisfy(
            each -> assertThat(count(each.name().toLowerCase(java.util.Locale.ROOT))).isZero());
  }

  private double count(String reason) {
    return meters.get(Refusals.METER).tag("reason", reason).counter().count();
  }

  private static Object untold(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals("untold_before"))
        .findFirst()
        .orElseThrow()
        .value;
  }
}
