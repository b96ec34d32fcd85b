package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * The benchmarks run and tell what they are said to tell. No figure is a bar here: a machine that
 * does other things besides measures nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchIT {
  private static final Pattern PATH = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final Sandbox sandbox = new Sandbox("bench");

  @BeforeAll
  void needsWrk() {
    boolean there =
        PATH.splitAsStream(System.getenv("PATH"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    if (!there) {
      System.err.println("BENCHMARKS ARE NOT TESTED: no wrk on the PATH. apt-get install wrk");
    }
    assertThat(there || !"true".equals(System.getenv("CI"))).as("wrk is there on CI").isTrue();
    assumeTrue(there, "no wrk on the PATH");
  }

  @AfterAll
  void close() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
  }

  @Test
  void ping_comparesServices() {
    Run ping =
        sandbox.nines(
            "bench",
            "ping",
            "--only",
            "gateway,order",
            "--rounds",
            "1",
            "--connections",
            "20",
            "--duration",
            "2s",
            "--warm-up",
            "2s",
            "--json");

    assertThat(ping.status()).as(ping::toString).isZero();
    assertThat(names(ping.json(), "name")).containsExactlyInAnyOrder("gateway", "order");
    assertThat(ping.json().path("rows"))
        .allSatisfy(row -> {
          assertThat(row.path("rps").asDouble()).isPositive();
          assertThat(row.path("rss_mb").asDouble()).isPositive();
        });
  }

  @Test
  void profile_tellsWhoseCodeSpendsWhat() {
    Run profile =
        sandbox.nines(
            "bench",
            "profile",
            "order",
            "--connections",
            "20",
            "--duration",
            "4s",
            "--warm-up",
            "2s",
            "--json");

    assertThat(profile.status()).as(profile::toString).isZero();
    JsonNode told = profile.json();
    System.out.println("profile: " + told);
    assertThat(told.path("bytes_per_request").asLong()).isBetween(1_000L, 1_000_000L);
    assertThat(told.path("cpu_samples").asLong()).isPositive();
    assertThat(names(told, "origin")).contains("nines", "spring", "reactor", "netty");
    assertThat(sum(told, "cpu")).isBetween(0.99, 1.01);
    assertThat(sum(told, "allocation")).isBetween(0.99, 1.01);
    Path folder = Sandbox.ROOT.resolve("target/bench");
    assertThat(folder.resolve("order-cpu.svg")).content().contains("AccessLog");
    assertThat(folder.resolve("order-allocation.svg")).isNotEmptyFile();
  }

  @Test
  void startup_comparesWaysToStart() {
    Run startup = sandbox.nines("bench", "startup", "order", "--rounds", "1", "--json");

    assertThat(startup.status()).as(startup::toString).isZero();
    JsonNode told = startup.json();
    System.out.println("startup: " + told);
    assertThat(told.path("rows"))
        .hasSize(3)
        .allSatisfy(row -> {
          assertThat(row.path("first_answer_ms").asDouble()).isPositive();
          assertThat(row.path("rss_mb").asDouble()).isPositive();
        });
    assertThat(names(told, "variant"))
        .containsExactlyInAnyOrder("executable jar", "extracted", "AOT cache");
  }

  @Test
  void gateway_tellsWhatItAdds() {
    Run gateway =
        sandbox.nines(
            "bench",
            "gateway",
            "--rate",
            "50",
            "--rounds",
            "1",
            "--duration",
            "4s",
            "--warm-up",
            "2s",
            "--json");

    assertThat(gateway.status()).as(gateway::toString).isZero();
    JsonNode told = gateway.json().path("medians");
    System.out.println("gateway: " + told);
    assertThat(told.path("rate").asDouble()).isBetween(30.0, 55.0);
    assertThat(told.path("p50_added_ms").asDouble()).isPositive();
    assertThat(told.path("gateway_us").asDouble()).isPositive();
  }

  private static Set<String> names(JsonNode told, String field) {
    return StreamSupport.stream(told.path("rows").spliterator(), false)
        .map(row -> row.path(field).asString())
        .collect(Collectors.toSet());
  }

  private static double sum(JsonNode told, String field) {
    return StreamSupport.stream(told.path("rows").spliterator(), false)
        .mapToDouble(row -> row.path(field).asDouble())
        .sum();
  }
}
