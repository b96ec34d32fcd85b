package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.masking.policy.Signal;
import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.otlp.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A running service that tells every secret it gets, in all ways that there are. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceMaskingTests {
  private static final String[] FIELDS = {
    "body.**.user_id hash-sha256",
    "body.**.userId hash-sha256",
    "body.**.address redact",
    "headers.x-tenant partial",
    "headers.x-user redact",
    "query.who redact"
  };

  @TempDir private Path folder;

  /** What was found in each signal. */
  private record Told(String logs, String spans, String metrics) {}

  @AfterEach
  void reset() {
    LogMask.use(Mask.ofDefaults(Signal.LOGS));
  }

  @Test
  void noSecret_isInAnySignal(CapturedOutput output) throws IOException {
    List<String> secrets = new ArrayList<>();

    Told told = tell(Masks.policy(FIELDS), 30, secrets, output);

    assertThat(secrets).hasSizeGreaterThan(300);
    assertThat(found(secrets, told.logs)).as("in logs").isEmpty();
    assertThat(found(secrets, told.spans)).as("in spans").isEmpty();
    assertThat(found(secrets, told.metrics)).as("in metrics").isEmpty();
    assertThat(told.logs).contains("hmac-sha256:", "\"customer Customer[userId=");
    assertThat(told.metrics)
        .contains("uri=\"/fail?who=***&access_token=***\"")
        .containsPattern("nines_masked_values_total\\{[^}]*rule=\"policy\"[^}]*} [1-9]");
  }

  /** That the test above can fail, and where. */
  @Test
  void withoutAnyRule_eachSignalTellsThem(CapturedOutput output) throws IOException {
    List<String> secrets = new ArrayList<>();
    String none =
        Masks.policy().replace("[]", "[credentials, tokens, cookies, cards, emails, queries]");

    Told told = tell(none, 2, secrets, output);

    assertThat(found(secrets, told.logs))
        .as("in logs")
        .containsExactlyInAnyOrderElementsOf(secrets);
    assertThat(found(secrets, told.spans)).as("in spans").hasSizeGreaterThan(secrets.size() / 2);
    assertThat(told.logs)
        .contains("drops defaults: [cards, cookies, credentials, emails, queries, tokens]");
  }

  @Test
  void aReloadUnderTraffic_failsNoRequest_andShowsNoLine(CapturedOutput output) throws Exception {
    Path file = write(Masks.policy("body.user_id redact", "headers.x-user redact"));
    List<String> secrets = new ArrayList<>();
    try (RunningService service =
            RunningService.start(
                Leaky.class,
                "nines.masking.policy=" + file,
                "nines.masking.key=" + Masks.KEY,
                "nines.masking.watch-interval=20ms",
                "nines.capture.headers=x-user");
        ExecutorService clients = Executors.newFixedThreadPool(3)) {
      AtomicBoolean done = new AtomicBoolean();
      List<Future<List<String>>> all =
          IntStream.range(0, 3).mapToObj(i -> clients.submit(client(service, done, i))).toList();
      for (int i = 1; i <= 10; i++) {
        String type = i % 2 == 0 ? "redact" : "hash-sha256";
        replace(
            file,
            Masks.policy(
                "body.user_id " + type, "headers.x-user " + type, "body.n" + i + " redact"));
        int expected = i;
        await().until(() -> service.scrape().contains(reloads(service, expected)));
      }
      done.set(true);
      for (Future<List<String>> each : all) {
        secrets.addAll(each.get());
      }
    }

    assertThat(secrets).hasSizeGreaterThan(50);
    assertThat(found(secrets, output.getOut())).isEmpty();
    assertThat(output.getOut()).contains("hmac-sha256:", "\"user_id\":\"***\"");
  }

  private static String reloads(RunningService service, int count) {
    return "nines_masking_reloads_total{env=\"local\",outcome=\"success\",service=\"shop\",version=\"unknown\"} "
        + count
        + ".0";
  }

  /** Asks until it is told to end; the secrets it has sent. */
  private static Callable<List<String>> client(
      RunningService service, AtomicBoolean done, long seed) {
    Random random = new Random(seed);
    return () -> {
      List<String> sent = new ArrayList<>();
      while (!done.get()) {
        String user = Canaries.word(random);
        assertThat(service.get("/user", "X-User", user).statusCode()).isEqualTo(200);
        sent.add(user);
      }
      return sent;
    };
  }

  private Told tell(String policy, int rounds, List<String> secrets, CapturedOutput output)
      throws IOException {
    KeptSpans spans = new KeptSpans();
    try (OtlpReceiver collector = new OtlpReceiver(0, spans)) {
      String metrics;
      try (RunningService service =
          RunningService.start(
              Leaky.class,
              "nines.otlp.endpoint=" + collector.endpoint(),
              "nines.masking.policy=" + write(policy),
              "nines.masking.key=" + Masks.KEY,
              "nines.capture.headers=authorization,cookie,x-api-key,x-tenant")) {
        Random random = new Random(4711);
        for (int i = 0; i < rounds; i++) {
          secrets.addAll(tellOne(service, random));
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> count(spans.all(), "http post /tell") == rounds);
        metrics = service.scrape();
      }
      return new Told(output.getOut(), spans.all().toString(), metrics);
    }
  }

  private static long count(List<ReceivedSpan> spans, String name) {
    return spans.stream().filter(span -> span.span().getName().equals(name)).count();
  }

  private static List<String> tellOne(RunningService service, Random random) {
    String user = Canaries.word(random);
    String password = Canaries.word(random);
    String mail = Canaries.email(random);
    String card = Canaries.card(random);
    String address = Canaries.word(random);
    String jwt = Canaries.jwt(random);
    String cookie = Canaries.word(random);
    String key = Canaries.word(random);
    String tenant = Canaries.word(random);
    String who = Canaries.word(random);
    String token = Canaries.word(random);
    String body =
        "{\"user_id\":\"%s\",\"password\":\"%s\",\"mail\":\"%s\",\"card\":\"%s\",\"address\":\"%s\"}"
            .formatted(user, password, mail, card, address);
    assertThat(
            service
                .send(
                    "POST",
                    "/tell?who=" + who + "&access_token=" + token,
                    body,
                    "Authorization",
                    "Bearer " + jwt,
                    "Cookie",
                    "a=1; sid=" + cookie,
                    "X-Api-Key",
                    key,
                    "X-Tenant",
                    tenant)
                .body())
        .isEqualTo("told");
    return List.of(user, password, mail, card, address, jwt, cookie, key, tenant, who, token);
  }

  private static List<String> found(List<String> secrets, String text) {
    return secrets.stream().filter(text::contains).toList();
  }

  private Path write(String policy) throws IOException {
    return Files.writeString(folder.resolve("mask.yaml"), policy);
  }

  private void replace(Path file, String policy) throws IOException {
    Path next = Files.writeString(folder.resolve("next.yaml"), policy);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
