package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.test.issuer.LocalIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Services with other settings, one at a time: the end of one takes Netty's threads with it. */
class StartedServiceSecurityTests {
  private static final String READ = "shop:read";

  @Test
  void issuerThatIsDown_isOurFault_untilItIsBack() {
    try (LocalIssuer away = new LocalIssuer()) {
      away.goDown(true);
      try (RunningService other =
          RunningService.start(
              Shop.class,
              "nines.security.enabled=true",
              "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + away.address())) {
        HttpResponse<String> answer =
            other.get("/items/7", "Authorization", "Bearer " + away.token(READ));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(other.get("/ping").statusCode()).isEqualTo(200);

        away.goDown(false);
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() ->
                other.get("/items/7", "Authorization", "Bearer " + away.token(READ)).statusCode()
                    == 200);
      }
    }
  }

  @Test
  void withoutRules_scopesAreNamedAfterTheService() {
    try (LocalIssuer issuer = new LocalIssuer();
        RunningService plain =
            RunningService.start(
                Shop.class,
                "nines.security.enabled=true",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address())) {
      String token = "Bearer " + issuer.token("shop:read");
      assertThat(plain.get("/hops", "Authorization", token).statusCode()).isEqualTo(200);
      assertThat(plain.send("POST", "/purchases", "", "Authorization", token).statusCode())
          .isEqualTo(403);
      assertThat(plain.get("/hops").statusCode()).isEqualTo(401);
    }
  }
}
