package dev.nines.order.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.order.OrderApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The committed document says what the controllers say. Written anew with {@code
 * -Dnines.regenerate=true}.
 */
@SpringBootTest(
    classes = OrderApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "NINES_POSTGRES_URL=127.0.0.1:1/orders",
      "springdoc.api-docs.enabled=true",
      "springdoc.api-docs.path=/read-from-the-controllers",
      // Its advice to switch itself off in production is for those who have it there.
      "logging.level.org.springdoc.core.events=error"
    })
@Import(ProblemResponses.class)
class OpenApiDocumentTests {
  private static final Path COMMITTED = Path.of("src/main/resources/openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Value("${local.server.port}")
  private int port;

  @Test
  void document_saysWhatTheControllersSay() throws IOException {
    ObjectNode written = (ObjectNode) JSON.readTree(get("/read-from-the-controllers"));
    // The address of this test.
    written.remove("servers");

    if (Boolean.getBoolean("nines.regenerate")) {
      Files.writeString(COMMITTED, JSON.writeValueAsString(written) + "\n");
    }

    assertThat(JSON.readTree(Files.readString(COMMITTED)))
        .as("openapi.json; write it anew with -Dnines.regenerate=true")
        .isEqualTo(written);
    assertThat(written.at("/paths/~1orders/post/responses/201").isMissingNode()).isFalse();
  }

  private String get(String path) {
    WebTestClient client =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
            .build();
    String body =
        client
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    return Objects.requireNonNull(body);
  }
}
