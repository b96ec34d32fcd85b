package dev.nines.autoconfigure.mtls;

import dev.nines.autoconfigure.mtls.PemFiles.Identity;
import dev.nines.autoconfigure.watch.Watch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;

/**
 * Registers the folder's certificates as an SSL bundle, and registers it anew when they were
 * renewed, as {@link Watch} finds them. What cannot be used leaves the last good one in force.
 */
final class CertificateWatch implements SslBundleRegistrar, MeterBinder, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(CertificateWatch.class);

  private final Path folder;
  private final Duration interval;
  private final Clock clock;
  private final LongAdder successes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private @Nullable SslBundleRegistry registry;
  private @Nullable Watch<Look> watch;
  private volatile @Nullable X509Certificate own;

  /** What one look found: files, or why there are none. */
  private record Look(@Nullable PemFiles files, String problem) {
    static Look at(Path folder) {
      try {
        return new Look(PemFiles.read(folder), "");
      } catch (InvalidCertificatesException e) {
        return new Look(null, String.valueOf(e.getMessage()));
      }
    }
  }

  CertificateWatch(Path folder, Duration interval, Clock clock) {
    this.folder = folder;
    this.interval = interval;
    this.clock = clock;
  }

  /** At the start, when nothing can be used instead of what is no certificate. */
  @Override
  public void registerBundles(SslBundleRegistry registry) {
    PemFiles files = PemFiles.read(folder);
    Identity identity = files.identity(clock);
    registry.registerBundle(MtlsAutoConfiguration.BUNDLE, identity.bundle());
    own = identity.own();
    this.registry = registry;
    watch = new Watch<>(new Look(files, ""), () -> Look.at(folder), this::renew);
    watch.start("certificates", interval);
  }

  /** One look at the folder. Only one thread may. */
  void look() {
    if (watch != null) {
      watch.look();
    }
  }

  private void renew(Look look) {
    try {
      if (look.files() == null || registry == null) {
        throw new InvalidCertificatesException(look.problem());
      }
      Identity identity = look.files().identity(clock);
      registry.updateBundle(MtlsAutoConfiguration.BUNDLE, identity.bundle());
      own = identity.own();
      successes.increment();
      LOGGER
          .atInfo()
          .addKeyValue("expires", identity.own().getNotAfter().toInstant())
          .log("certificates renewed: new connections have them");
    } catch (RuntimeException e) {
      failures.increment();
      LOGGER.error(
          "The certificates were changed and cannot be used; the last good ones stay in force. {}",
          e.getMessage());
    }
  }

  /** The common name of the service's own certificate; empty if it has none. */
  String ownName() {
    X509Certificate certificate = own;
    return certificate == null ? "" : CommonName.of(certificate);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter("success", successes, registry);
    counter("failure", failures, registry);
  }

  private static void counter(String outcome, LongAdder count, MeterRegistry registry) {
    FunctionCounter.builder("nines.mtls.reloads", count, LongAdder::sum)
        .tag("outcome", outcome)
        .description("Changes of the certificates: put in force, or refused")
        .register(registry);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
