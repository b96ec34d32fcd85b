package dev.nines.autoconfigure.mtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.test.certificates.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** What a service says at its start when it has no certificate. */
class CertificatesTests {
  @TempDir private Path folder;
  private TestCa ca;

  @BeforeEach
  void makeCa() {
    ca = new TestCa(folder);
  }

  @Test
  void missingFile_isNamed() throws IOException {
    Path own = ca.issue("shop").writeTo(folder.resolve("shop"));
    Files.delete(own.resolve("tls.key"));

    assertThat(analysis(own).getDescription())
        .contains("nines.mtls.folder", own.resolve("tls.key") + " does not exist.");
    assertThat(analysis(own).getAction()).contains("./nines certs");
  }

  @Test
  void whatIsNoPem_isNamed() throws IOException {
    Path own = ca.issue("shop").writeTo(folder.resolve("shop"));
    Files.writeString(own.resolve("ca.crt"), "");

    assertThat(analysis(own).getDescription()).contains(own.resolve("ca.crt") + " is not PEM.");
  }

  @Test
  void keyOfAnother_isSaid() throws IOException {
    Path own = ca.issue("shop").writeTo(folder.resolve("shop"));
    Path other = ca.issue("other").writeTo(folder.resolve("other"));
    Files.copy(
        other.resolve("tls.key"), own.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(analysis(own).getDescription()).contains("no certificate with its key");
  }

  @Test
  void expiredCertificate_isSaid() {
    Path own =
        ca.issue("shop", "-startdate", "-10d", "-validity", "5").writeTo(folder.resolve("shop"));

    assertThat(analysis(own).getDescription())
        .contains(own.resolve("tls.crt") + " has expired: NotAfter");
  }

  @Test
  void linksOfAMountedSecret_areFollowedAgainAndAgain() throws IOException {
    Path mount = Files.createDirectories(folder.resolve("mount"));
    for (String name : List.of("tls.crt", "tls.key", "ca.crt")) {
      Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
    }
    link(mount, ca.issue("first"));
    var registry = new DefaultSslBundleRegistry();
    try (CertificateWatch watch =
        new CertificateWatch(mount, Duration.ofHours(1), Clock.systemUTC())) {
      watch.registerBundles(registry);
      for (String name : List.of("second", "third", "fourth")) {
        link(mount, ca.issue(name));
        watch.look();
        watch.look();

        assertThat(watch.ownName()).isEqualTo(name);
      }
    }
  }

  /**
   * As the kubelet does: a folder for each version, and a link that is moved from one to the next.
   */
  private static void link(Path mount, TestCa.Issued issued) throws IOException {
    Path version = Files.createTempDirectory(mount, "..version-");
    issued.writeTo(version);
    Path link = mount.resolve("..data-new");
    Files.createSymbolicLink(link, version.getFileName());
    Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void files_tellNobodyTheirKey() {
    Path own = ca.issue("shop").writeTo(folder.resolve("shop"));

    assertThat(PemFiles.read(own)).hasToString("PEM files in " + own);
  }

  private static FailureAnalysis analysis(Path folder) {
    try (CertificateWatch watch =
        new CertificateWatch(folder, Duration.ofSeconds(1), Clock.systemUTC())) {
      watch.registerBundles(new DefaultSslBundleRegistry());
    } catch (InvalidCertificatesException e) {
      return new InvalidCertificatesFailureAnalyzer().analyze(e, e);
    }
    throw new AssertionError("the files were taken");
  }
}
