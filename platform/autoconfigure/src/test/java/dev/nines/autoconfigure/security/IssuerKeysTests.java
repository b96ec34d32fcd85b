package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import dev.nines.autoconfigure.security.SecurityProperties.Keys;
import dev.nines.test.issuer.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.FileSystemResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class IssuerKeysTests {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Keys SETTINGS =
      new Keys(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(1));

  private final LocalIssuer issuer = new LocalIssuer();
  private final MovableClock clock = new MovableClock();
  private final IssuerKeys keys =
      new IssuerKeys(new KeySource.KeySet(issuer.keySet()), SETTINGS, clock);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void manyWhoNeedKeysAtOnce_shareOneQuestion() {
    StepVerifier.create(Flux.range(0, 50).flatMap(_ -> of("one")).map(List::size))
        .expectNextSequence(java.util.Collections.nCopies(50, 1))
        .expectComplete()
        .verify(LIMIT);

    assertThat(issuer.questions()).isEqualTo(1);
  }

  @Test
  void unknownKeys_askTheIssuerOnceAPause_howeverManyTheyAre() {
    assertThat(found("one")).hasSize(1);
    clock.move(Duration.ofSeconds(31));
    for (int i = 0; i < 200; i++) {
      assertThat(found("made-up-" + i)).isEmpty();
    }

    assertThat(issuer.questions()).isEqualTo(2);
  }

  @Test
  void newKeyOfTheIssuers_isFoundAfterThePause_andTheOldOneIsGone() {
    assertThat(found("one")).hasSize(1);
    issuer.rotateTo(LocalIssuer.key("two"));
    assertThat(found("two")).isEmpty();

    clock.move(Duration.ofSeconds(31));

    assertThat(found("two")).hasSize(1);
    assertThat(found("one")).isEmpty();
  }

  @Test
  void oldKeys_areRefreshedBesideTheRequests() {
    assertThat(found("one")).hasSize(1);
    issuer.rotateTo(LocalIssuer.key("two"));
    clock.move(Duration.ofMinutes(6));

    assertThat(found("one")).hasSize(1);

    await().atMost(LIMIT).untilAsserted(() -> assertThat(found("one")).isEmpty());
  }

  @Test
  void silentIssuer_isDoneWithoutUntilTheKeysAreTooOld_andThenTriedEverySecond() {
    assertThat(found("one")).hasSize(1);
    issuer.goDown(true);
    clock.move(Duration.ofMinutes(59));
    assertThat(found("one")).hasSize(1);
    assertThat(found("made-up")).isEmpty();

    clock.move(Duration.ofMinutes(2));
    unavailable();
    int questions = issuer.questions();
    unavailable();
    assertThat(issuer.questions()).isEqualTo(questions);

    issuer.goDown(false);
    clock.move(Duration.ofSeconds(2));
    assertThat(found("one")).hasSize(1);
  }

  @Test
  void metadata_leadToTheKeys() throws IOException {
    assertThat(new KeySource.Discovered(URI.create(issuer.address())).read().getKeys()).hasSize(1);
  }

  @Test
  void metadataOfAnotherIssuer_areNotBelieved() {
    URI other = URI.create(issuer.address().replace("127.0.0.1", "localhost"));

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> new KeySource.Discovered(other).read())
        .isInstanceOf(IOException.class)
        .satisfiesAnyOf(
            e -> assertThat(e).hasMessageContaining("another issuer"),
            e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("another issuer"));
  }

  @ParameterizedTest
  @CsvSource({"RSA, RS256", "EC, ES256"})
  void publicKeyInAFile_isForTokensWithAndWithoutAKeysName(
      String type, String algorithm, @TempDir Path folder) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    if (type.equals("EC")) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    String der =
        Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    Path file =
        Files.writeString(
            folder.resolve("public.pem"),
            "-----BEGIN PUBLIC KEY-----\n" + der + "\n-----END PUBLIC KEY-----\n");
    IssuerKeys own =
        new IssuerKeys(new KeySource.PublicKey(new FileSystemResource(file)), SETTINGS, clock);

    JWSAlgorithm jws = JWSAlgorithm.parse(algorithm);
    assertThat(own.of(new JWSHeader(jws)).block(LIMIT)).hasSize(1);
    assertThat(own.of(new JWSHeader.Builder(jws).keyID("x").build()).block(LIMIT)).hasSize(1);
    JWSAlgorithm other = jws.equals(JWSAlgorithm.RS256) ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
    assertThat(own.of(new JWSHeader(other)).block(LIMIT)).isEmpty();
  }

  private void unavailable() {
    StepVerifier.create(of("one")).expectError(KeysUnavailableException.class).verify(LIMIT);
  }

  private List<JWK> found(String id) {
    List<JWK> found = of(id).block(LIMIT);
    return found == null ? List.of() : found;
  }

  private Mono<List<JWK>> of(String id) {
    return keys.of(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build());
  }
}
