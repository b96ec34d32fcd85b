package dev.nines.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.gateway.routing.UpstreamProperties.Retry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBudgetTests {
  @Test
  void fewRequests_mayBeRepeatedFromTheReserve() {
    RetryBudget budget = new RetryBudget(new Retry(10, 2));

    budget.request();

    assertThat(budget.retry()).isTrue();
    assertThat(budget.retry()).isTrue();
    assertThat(budget.retry()).isFalse();
  }

  @Test
  void retries_areAShareOfRequestsAndTheReserve_fromAnyNumberOfThreads() {
    RetryBudget budget = new RetryBudget(new Retry(10, 50));
    AtomicInteger retries = new AtomicInteger();

    IntStream.range(0, 10_000)
        .parallel()
        .forEach(_ -> {
          budget.request();
          if (budget.retry()) {
            retries.incrementAndGet();
          }
        });

    assertThat(retries.get()).isBetween(1_000, 1_050);
  }

  @Test
  void whatIsSavedUp_isBounded() {
    RetryBudget budget = new RetryBudget(new Retry(100, 3));
    IntStream.range(0, 1_000).forEach(_ -> budget.request());

    assertThat(IntStream.range(0, 1_000).filter(_ -> budget.retry()).count()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "101, 0", "0, -1"})
  void sharesBeyondReason_areRefused(int percent, int reserve) {
    assertThatThrownBy(() -> new Retry(percent, reserve))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gateway.upstream.retry.percent must be");
  }
}
