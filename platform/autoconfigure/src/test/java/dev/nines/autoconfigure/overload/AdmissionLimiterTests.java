package dev.nines.autoconfigure.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.concurrency.limits.Limiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionLimiterTests {
  /** Every answer is slower than a target of a nanosecond, and faster than one of a minute. */
  private static final Duration ALWAYS_SLOW = Duration.ofNanos(1);

  private static final Duration ALWAYS_FAST = Duration.ofMinutes(1);

  @Test
  void slowAnswers_shrinkTheLimitToItsMinimumAndNoFurther() {
    AdmissionLimiter limiter =
        new AdmissionLimiter(properties(ALWAYS_SLOW, 60, 100, 200), () -> true);

    Awaitility.await()
        .until(() -> {
          answer(limiter, 60);
          return limiter.limit() == 60;
        });
    for (int i = 0; i < 100; i++) {
      answer(limiter, 60);
    }

    assertThat(limiter.limit()).isEqualTo(60);
    assertThat(limiter.inFlight()).isZero();
  }

  @Test
  void fewSlowAnswers_shrinkTheLimitToo() {
    AdmissionLimiter limiter =
        new AdmissionLimiter(properties(ALWAYS_SLOW, 20, 40, 200), () -> true);

    // Ten at a time, each tenth of a second: a machine that does no more than 100 a second.
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          answer(limiter, 10);
          return limiter.limit() == 20;
        });
  }

  @Test
  void fastAnswers_growTheLimitOnlyWhereItIsNeeded() {
    AdmissionLimiter limiter =
        new AdmissionLimiter(properties(ALWAYS_FAST, 60, 100, 110), () -> true);

    Awaitility.await()
        .until(() -> {
          answer(limiter, 100);
          return limiter.limit() == 110;
        });

    AdmissionLimiter idle = new AdmissionLimiter(properties(ALWAYS_FAST, 60, 100, 110), () -> true);
    for (int i = 0; i < 1_000; i++) {
      answer(idle, 1);
    }
    assertThat(idle.limit()).isEqualTo(100);
  }

  @Test
  void answersFarFromTheTarget_growTheLimitByAQuarter() {
    AdmissionLimit limit = limit(() -> true);

    limit.refused();
    limit.onSample(0, millis(49), 64, false);
    assertThat(limit.getLimit()).isEqualTo(80);

    limit.refused();
    limit.onSample(0, millis(51), 80, false);
    assertThat(limit.getLimit()).isEqualTo(81);
  }

  @Test
  void onceNothingIsRefused_theLimitIsSoonWhereItBegan() {
    AdmissionLimit limit = limit(() -> true);
    shrink(limit);
    assertThat(limit.getLimit()).isEqualTo(8);

    limit.refused();
    limit.onSample(0, millis(90), 8, false);
    assertThat(limit.getLimit()).as("while requests are refused").isEqualTo(9);

    for (int i = 0; i < 7; i++) {
      limit.onSample(0, millis(90), 1, false);
    }
    assertThat(limit.getLimit()).isEqualTo(64);
    limit.onSample(0, millis(90), 1, false);
    assertThat(limit.getLimit()).as("no further than it is needed").isEqualTo(64);
  }

  @Test
  void lateAnswersOfIdleCores_waitForSomethingElse_andOthersAreLetIn() {
    AtomicBoolean busy = new AtomicBoolean();
    AdmissionLimit limit = limit(busy::get);

    late(limit, 500, 5);
    assertThat(limit.getLimit()).isEqualTo(64);

    busy.set(true);
    late(limit, 500, 3);
    assertThat(limit.getLimit()).isEqualTo(32);

    busy.set(false);
    late(limit, 500, 4);
    assertThat(limit.getLimit()).as("though requests are refused").isEqualTo(64);
  }

  @Test
  void lateAnswersOfIdleCores_doNotGrowTheLimitBeyondWhereItBegan() {
    AdmissionLimit limit = limit(() -> false);
    limit.refused();
    limit.onSample(0, millis(49), 64, false);
    assertThat(limit.getLimit()).isEqualTo(80);

    late(limit, 500, 1);
    assertThat(limit.getLimit()).isEqualTo(64);
  }

  /** Of 100 ms, from 8 over 64 to 1,000. */
  private static AdmissionLimit limit(BooleanSupplier busy) {
    return new AdmissionLimit(properties(Duration.ofMillis(100), 8, 64, 1000), busy);
  }

  /** From 64 to 8, and not a window longer. */
  private static void shrink(AdmissionLimit limit) {
    late(limit, 101, 9);
  }

  private static void late(AdmissionLimit limit, long millis, int windows) {
    for (int i = 0; i < windows; i++) {
      limit.refused();
      limit.onSample(0, millis(millis), limit.getLimit(), false);
    }
  }

  @Test
  void requestsBeyondTheLimit_findNoPlace() {
    AdmissionLimiter limiter = new AdmissionLimiter(properties(ALWAYS_SLOW, 2, 2, 2), () -> true);
    Limiter.Listener first = Objects.requireNonNull(limiter.acquire());
    Limiter.Listener second = Objects.requireNonNull(limiter.acquire());

    assertThat(limiter.acquire()).isNull();
    first.onIgnore();
    second.onSuccess();
    assertThat(limiter.acquire()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "2, 1, 3", "1, 3, 2"})
  void limitsOutOfOrder_areRefused(int minimum, int initial, int maximum) {
    assertThatThrownBy(() -> properties(ALWAYS_FAST, minimum, initial, maximum))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 <= minimum <= initial <= maximum");
  }

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private static void answer(AdmissionLimiter limiter, int atOnce) {
    List<Limiter.Listener> places = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      Limiter.Listener place = limiter.acquire();
      if (place != null) {
        places.add(place);
      }
    }
    // The library leaves out what takes less than a tenth of a millisecond.
    long until = System.nanoTime() + Duration.ofMillis(1).toNanos();
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    // The library looks at the first fifty answers of a window: those that were the most at once.
    places.reversed().forEach(Limiter.Listener::onSuccess);
  }

  private static OverloadProperties properties(
      Duration target, int minimum, int initial, int maximum) {
    return new OverloadProperties(true, target, minimum, initial, maximum);
  }
}
