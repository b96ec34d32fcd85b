package dev.nines.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderIdsTests {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");

  @Test
  void id_isAVersion7UuidOfTheTime() {
    UUID id = new OrderIds(Clock.fixed(NOW, ZoneOffset.UTC)).next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void ids_growAlsoWithinTheSameInstant() {
    OrderIds ids = new OrderIds(Clock.fixed(NOW, ZoneOffset.UTC));

    List<String> made = Stream.generate(ids::next).limit(10_000).map(UUID::toString).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void ids_growAlsoWhenTheClockStepsBack() {
    SteppingClock clock = new SteppingClock();
    OrderIds ids = new OrderIds(clock);

    String before = ids.next().toString();
    clock.now = NOW.minus(Duration.ofHours(1));

    assertThat(ids.next().toString()).isGreaterThan(before);
  }

  private static final class SteppingClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
