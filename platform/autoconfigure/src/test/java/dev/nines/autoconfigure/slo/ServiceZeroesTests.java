package dev.nines.autoconfigure.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import org.junit.jupiter.api.Test;

/** A whole service, of which Boot has configured all that it configures by itself. */
class ServiceZeroesTests {
  @Test
  void requestsOfAnSlo_standAtZeroBeforeTheFirst() {
    try (RunningService service =
        RunningService.start(Shop.class, "nines.slo.location=classpath:slo-tests/shop/*.yaml")) {
      assertThat(service.scrape().lines())
          .anySatisfy(line ->
              assertThat(line).startsWith("http_server_requests_seconds_count{").endsWith(" 0"));
    }
  }
}
