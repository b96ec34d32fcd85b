package dev.nines.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.nines.cli.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentKeyTests {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path home;

  @Test
  void token_saysWhatItWasAskedToSay_andTheKeyBesideItVerifiesIt() throws Exception {
    SignedJWT token =
        SignedJWT.parse(DevelopmentKey.in(home).token(claims(List.of("orders:read", "x:y"))));

    assertThat(token.verify(new RSASSAVerifier(publicKey()))).isTrue();
    var said = token.getJWTClaimsSet();
    assertThat(said.getIssuer()).isEqualTo("urn:nines:development");
    assertThat(said.getSubject()).isEqualTo("bob");
    assertThat(said.getAudience()).containsExactly("nines");
    assertThat(said.getStringClaim("scope")).isEqualTo("orders:read x:y");
    assertThat(said.getIssueTime()).isEqualTo(NOW);
    assertThat(said.getExpirationTime()).isEqualTo(NOW.plusSeconds(60));
    assertThat(said.getJWTID()).isNotBlank();
  }

  @Test
  void key_isMadeOnce_forItsOwnerOnly() throws Exception {
    DevelopmentKey.in(home);
    Path file = home.resolve("token/key.pem");
    String first = Files.readString(file);
    DevelopmentKey.in(home);

    assertThat(Files.readString(file)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void severalWhoStartAtOnce_useTheSameKey() throws Exception {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    Callable<Boolean> start =
        () -> {
          DevelopmentKey.in(home);
          return keys.add(Files.readString(home.resolve("token/key.pem")));
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> start).toList())) {
        done.get();
      }
    }

    assertThat(keys).hasSize(1);
    try (var files = Files.list(home.resolve("token"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("key.pem", "public.pem");
    }
  }

  @Test
  void spoiltKey_isRefused_withWhatToDo() throws Exception {
    Files.createDirectories(home.resolve("token"));
    Files.writeString(home.resolve("token/key.pem"), "no key");

    assertThatThrownBy(() -> DevelopmentKey.in(home))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("token/key.pem")
        .hasMessageContaining("Delete it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "qu\"ote", "ümlaut"})
  void scope_isOneWord(String scope) {
    assertThatThrownBy(() -> claims(List.of(scope)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scope");
  }

  private static Claims claims(List<String> scopes) {
    return new Claims("bob", "nines", scopes, NOW, Duration.ofMinutes(1));
  }

  private RSAPublicKey publicKey() throws Exception {
    String pem = Files.readString(DevelopmentKey.publicKey(home));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("(?m)^-----.*$", ""));
    return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
  }
}
