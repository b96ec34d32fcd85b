package dev.nines.cli.stack;

import dev.nines.cli.certs.Certificates;
import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Certificates between the parts of the native stack. */
record Mtls(Settings settings) {
  private static final long DAYS = 90;
  private static final String SCRAPE = "    metrics_path: /actuator/prometheus\n";

  /** Makes certificates, and remembers that they are used; or that there are none. */
  Settings choose(boolean on) {
    try {
      if (on) {
        certificates().ensure(DAYS);
        Files.writeString(settings.mtlsMark(), "");
      } else {
        forget();
      }
      return settings.withMtls(on);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Later commands ask without a certificate. */
  void forget() {
    try {
      Files.deleteIfExists(settings.mtlsMark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Certificates certificates() {
    return new Certificates(
        settings.home(), settings.services().stream().map(LocalService::name).toList());
  }

  /** What a service is told by variables; nothing without mTLS. */
  Map<String, String> variables(String service) {
    return settings.mtls()
        ? Map.of("NINES_MTLS_FOLDER", certificates().of(service).toString())
        : Map.of();
  }

  /** Prometheus' configuration with its certificate for the services; the same without mTLS. */
  String scrape(String configuration) {
    if (!settings.mtls()) {
      return configuration;
    }
    Path own = certificates().of(Certificates.PROMETHEUS);
    return configuration.replace(
        SCRAPE,
        SCRAPE
            + """
                scheme: https
                tls_config:
                  ca_file: '%s'
                  cert_file: '%s'
                  key_file: '%s'
            """
                .formatted(own.resolve("ca.crt"), own.resolve("tls.crt"), own.resolve("tls.key")));
  }
}
