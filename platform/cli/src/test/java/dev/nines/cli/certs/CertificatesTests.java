package dev.nines.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTests {
  @TempDir private Path home;

  @Test
  void eachHasAFolder_withACertificateByTheCa_forItsOwnerOnly() throws Exception {
    Certificates certificates = new Certificates(home);
    List<Certificate> made = certificates.ensure(7);

    assertThat(made)
        .extracting(Certificate::name)
        .containsExactly("gateway", "order", "prometheus", "operator");
    for (Certificate each : made) {
      X509Certificate own = read(each.folder().resolve("tls.crt"));
      own.verify(read(each.folder().resolve("ca.crt")).getPublicKey());
      assertThat(own.getSubjectX500Principal().getName()).contains("CN=" + each.name());
      assertThat(each.expires())
          .isBetween(
              Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
      assertThat(modes(each.folder())).containsOnly("rw-------");
    }
    assertThat(made.get(1).hosts()).contains("order", "localhost", "127.0.0.1");
  }

  @Test
  void furtherServices_haveThemToo() throws Exception {
    Certificates certificates = new Certificates(home, List.of("payment"));

    assertThat(certificates.ensure(7)).extracting(Certificate::name).contains("payment");
    assertThat(read(certificates.of("payment").resolve("tls.crt")).getSubjectX500Principal())
        .hasToString("CN=payment, O=Nines development");
  }

  @Test
  void secondTime_changesNothing_andRenewal_keepsTheCa() throws Exception {
    Certificates certificates = new Certificates(home);
    certificates.ensure(7);
    String before = Files.readString(certificates.of("order").resolve("tls.crt"));
    String ca = Files.readString(certificates.of("order").resolve("ca.crt"));

    certificates.ensure(7);
    assertThat(certificates.of("order").resolve("tls.crt")).hasContent(before);

    certificates.renew(7);
    assertThat(Files.readString(certificates.of("order").resolve("tls.crt"))).isNotEqualTo(before);
    assertThat(certificates.of("order").resolve("ca.crt")).hasContent(ca);
  }

  @Test
  void oneThatEndsWithinADay_isMadeAnew() {
    Certificates certificates = new Certificates(home);
    certificates.ensure(1);

    assertThat(certificates.ensure(30))
        .allSatisfy(
            each -> assertThat(each.expires()).isAfter(Instant.now().plus(Duration.ofDays(29))));
  }

  @Test
  void withoutAny_thereIsNothingToList() {
    assertThat(new Certificates(home).list()).isEmpty();
    assertThat(home.resolve("certs")).doesNotExist();
  }

  private static Set<String> modes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> {
            try {
              return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .collect(Collectors.toSet());
    }
  }

  private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
