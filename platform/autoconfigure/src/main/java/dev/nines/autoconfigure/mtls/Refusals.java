package dev.nines.autoconfigure.mtls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every peer that was refused and tells of one each {@link #PAUSE} for each reason, so that
 * whoever knocks all day fills no disk. Thread-safe.
 */
final class Refusals {
  static final String METER = "nines.mtls.refused";
  static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);

  private final Clock clock;
  private final Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);
  private final Map<Refusal, Silence> silences = new EnumMap<>(Refusal.class);

  /** How often a reason came since it was last told. */
  private static final class Silence {
    private @Nullable Instant told;
    private long since;

    /** What was left out before, or -1 if this one is left out as well. */
    synchronized long ask(Instant now) {
      if (told != null && now.isBefore(told.plus(PAUSE))) {
        since++;
        return -1;
      }
      told = now;
      long before = since;
      since = 0;
      return before;
    }
  }

  Refusals(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    for (Refusal refusal : Refusal.values()) {
      silences.put(refusal, new Silence());
      counters.put(
          refusal,
          Counter.builder(METER)
              .description("Connections refused for a certificate, by reason")
              .tag("reason", word(refusal))
              .register(meters));
    }
  }

  /**
   * One more.
   *
   * @param detail what the reason alone does not say; may be empty
   */
  void add(Refusal refusal, SocketAddress peer, SocketAddress port, String detail) {
    Objects.requireNonNull(counters.get(refusal)).increment();
    long before = Objects.requireNonNull(silences.get(refusal)).ask(clock.instant());
    if (before >= 0) {
      LOGGER
          .atWarn()
          .addKeyValue("peer", peer.toString())
          .addKeyValue("port", port.toString())
          .addKeyValue("reason", word(refusal))
          .addKeyValue("untold_before", before)
          .log("peer refused: {}{}", refusal.words(), detail.isEmpty() ? "" : ": " + detail);
    }
  }

  private static String word(Refusal refusal) {
    return refusal.name().toLowerCase(Locale.ROOT);
  }
}
