package dev.nines.order.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.order.OrderApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A database that is not there yet, goes away, hangs and comes back. */
class DatabaseOutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ORDER =
      """
      {"customer": "c-1", "currency": "EUR",
       "items": [{"sku": "a", "quantity": 1, "unitPrice": 1.5}]}\
      """;

  @TempDir private Path folder;
  private int databasePort;
  private ConfigurableApplicationContext service;
  private WebTestClient client;
  private WebTestClient management;

  @BeforeEach
  void start() throws IOException {
    databasePort = freePort();
    service =
        new SpringApplicationBuilder(OrderApplication.class)
            .run(
                "--server.port=0",
                "--management.server.port=0",
                "--nines.database.retry=100ms",
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "--spring.flyway.url=jdbc:postgresql://127.0.0.1:"
                    + databasePort
                    + "/postgres?loginTimeout=5");
    client = to("local.server.port");
    management = to("local.management.port");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void databaseAbsentAtStartThenGone_isAnswered503AndRecoversByItself() throws IOException {
    readiness(503);
    unavailable();
    assertThat(count("failed")).isEqualTo(1);

    try (EmbeddedPostgres database = database()) {
      assertThat(database.getPort()).isEqualTo(databasePort);
      await().atMost(LIMIT).untilAsserted(() -> readiness(200));
      post().expectStatus().isCreated();
    }
    unavailable();
    readiness(200);
    assertThat(count("success")).isEqualTo(1);
    assertThat(count("failed")).isEqualTo(2);

    try (EmbeddedPostgres _ = database()) {
      post().expectStatus().isCreated();
      assertThat(count("success")).isEqualTo(2);
      assertThat(count("failed")).isEqualTo(2);
    }
  }

  @Test
  void frozenDatabase_isAnswered503InTimeAndRecoversByItself() throws IOException {
    try (EmbeddedPostgres _ = database()) {
      await().atMost(LIMIT).untilAsserted(() -> readiness(200));

      signalDatabase("-STOP");
      try {
        for (int i = 0; i < 3; i++) {
          Instant asked = Instant.now();
          unavailable();
          assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
      } finally {
        signalDatabase("-CONT");
      }
      await().atMost(LIMIT).untilAsserted(() -> post().expectStatus().isCreated());
    }
  }

  /** Freezes or wakes what the database's port belongs to: its postmaster and all its children. */
  private void signalDatabase(String signal) {
    ProcessHandle postmaster =
        ProcessHandle.current()
            .descendants()
            .filter(
                process -> process.info().commandLine().orElse("").contains("-p " + databasePort))
            .findFirst()
            .orElseGet(this::orphanedPostmaster);
    for (ProcessHandle child : postmaster.children().toList()) {
      kill(signal, child);
    }
    kill(signal, postmaster);
  }

  /** {@code pg_ctl} leaves its server to init. */
  private ProcessHandle orphanedPostmaster() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains("postgres"))
        .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static void kill(String signal, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private EmbeddedPostgres database() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(databasePort)
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .start();
  }

  private void unavailable() {
    post()
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.RETRY_AFTER, "1");
  }

  private WebTestClient.ResponseSpec post() {
    return client
        .post()
        .uri("/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(ORDER)
        .exchange();
  }

  private void readiness(int status) {
    management.get().uri("/actuator/health/readiness").exchange().expectStatus().isEqualTo(status);
  }

  private double count(String status) {
    return service
        .getBean(MeterRegistry.class)
        .get("order.creation")
        .tag("status", status)
        .counter()
        .count();
  }

  private WebTestClient to(String port) {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty(port))
        .responseTimeout(LIMIT)
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
