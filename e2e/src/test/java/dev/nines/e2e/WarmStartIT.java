package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The first hundred orders after everything said that it is ready: none fails, and how much slower
 * they are than later ones is printed. No figure is a bar here, since the machine may be anybody's;
 * docs/RESILIENCE.md has what was measured on a quiet one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmStartIT {
  private static final int FIRST = 100;
  private static final int LATER = 500;
  private static final long PAUSE_MILLIS = 10;

  private final Sandbox sandbox = new Sandbox("warm-start");

  @BeforeAll
  void up() {
    sandbox.up();
    sandbox.token();
  }

  @AfterAll
  void down() {
    sandbox.close();
  }

  @Test
  void firstOrders_areTakenLikeLaterOnes() throws InterruptedException {
    // The test's own client has to be warm, or it would be what is measured.
    for (int i = 0; i < FIRST; i++) {
      sandbox.get(sandbox.gateway("/ping"));
    }
    double[] first = place(FIRST);
    place(LATER);
    double[] later = place(LATER);

    System.out.printf(
        Locale.ROOT,
        "orders, ms: first %d P50 %.1f P99 %.1f; later P50 %.1f P99 %.1f; P99 ratio %.2f%n",
        FIRST,
        percentile(first, 0.5),
        percentile(first, 0.99),
        percentile(later, 0.5),
        percentile(later, 0.99),
        percentile(first, 0.99) / percentile(later, 0.99));
  }

  /** Latencies in milliseconds, sorted. */
  private double[] place(int orders) throws InterruptedException {
    double[] millis = new double[orders];
    for (int i = 0; i < orders; i++) {
      long began = System.nanoTime();
      HttpResponse<String> answer = sandbox.post(sandbox.gateway("/api/orders"), Customer.ORDER);
      millis[i] = (System.nanoTime() - began) / 1e6;
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      Thread.sleep(PAUSE_MILLIS);
    }
    Arrays.sort(millis);
    return millis;
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
