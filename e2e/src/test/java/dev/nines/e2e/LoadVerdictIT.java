package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The load test's verdict is that of the SLO files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadVerdictIT {

  private final Sandbox sandbox = new Sandbox("load-verdict");

  @BeforeAll
  void up() {
    Run up = sandbox.nines("up", "--native", "--json");
    assertThat(up.status()).as(up::toString).isZero();
  }

  @AfterAll
  void down() {
    sandbox.close();
  }

  @Test
  void load_passesWhenHealthy_andFailsWhenErrorsAreInjected() {
    sandbox.nines(
        "load", "--rate", "20", "--duration", "10s"); // the first requests warm the code up
    Run healthy = sandbox.nines("load", "--rate", "50", "--duration", "30s", "--json");
    assertThat(healthy.status()).as(healthy::toString).isZero();
    assertThat(healthy.json().path("passed").asBoolean()).isTrue();

    Run broken = sandbox.nines("break", "errors", "--share", "20%", "--no-load", "--json");
    assertThat(broken.status()).as(broken::toString).isZero();
    Run failed = sandbox.nines("load", "--warm-up", "0s", "--duration", "10s", "--json");
    assertThat(failed.status()).as(failed::toString).isEqualTo(1);
    assertThat(failed.json().path("passed").asBoolean()).isFalse();
    assertThat(sandbox.nines("heal", "--json").status()).isZero();
  }
}
