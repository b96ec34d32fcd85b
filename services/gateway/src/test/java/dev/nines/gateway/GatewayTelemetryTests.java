package dev.nines.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.nines.test.telemetry.Call;
import dev.nines.test.telemetry.TelemetryContract;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class GatewayTelemetryTests extends TelemetryContract {
  @RegisterExtension
  private static final WireMockExtension UPSTREAM =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry registry) {
    registry.add("NINES_ORDER_URL", UPSTREAM::baseUrl);
    // Nothing is warm, on a machine that builds: the first answer takes its time.
    registry.add("gateway.upstream.timeout", () -> "20s");
  }

  @BeforeEach
  void answer() {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(created()));
  }

  @Override
  protected List<Call> calls() {
    return List.of(
        Call.post("/api/orders", "/api/orders/**", "{}"),
        Call.get("/api/orders/7", "/api/orders/**").answered(201),
        Call.get("/ping", "/ping"));
  }

  @Override
  protected List<Map<String, String>> sentOn() {
    return UPSTREAM.getAllServeEvents().stream().map(GatewayTelemetryTests::headers).toList();
  }

  private static Map<String, String> headers(ServeEvent event) {
    return event.getRequest().getHeaders().all().stream()
        .collect(
            Collectors.toMap(
                header -> header.key().toLowerCase(Locale.ROOT), HttpHeader::firstValue));
  }
}
