package dev.nines.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.test.issuer.LocalIssuer;
import org.junit.jupiter.api.Test;

/** Services with other settings, one at a time: the end of one takes Netty's threads with it. */
class StartedDiagnosticsTests {
  @Test
  void elsewhere_thereIsNothing() {
    try (LocalIssuer issuer = new LocalIssuer();
        RunningService far =
            RunningService.start(
                Shop.class,
                "nines.security.enabled=true",
                "nines.diagnostics.networks=192.0.2.0/24",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address())) {
      String token = "Bearer " + issuer.token("diagnostics");
      assertThat(
              far.management("GET", "/actuator/threaddump", "", "Authorization", token)
                  .statusCode())
          .isEqualTo(404);
      assertThat(far.management("GET", "/actuator/health", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whereNoTokensAreTaken_nobodyCanLookInside() {
    try (RunningService open = RunningService.start(Shop.class)) {
      assertThat(open.management("GET", "/actuator/threaddump", "").statusCode()).isEqualTo(404);
      assertThat(open.management("GET", "/actuator/heapdump", "").statusCode()).isEqualTo(404);
    }
  }
}
