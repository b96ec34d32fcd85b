package dev.nines.cli.certs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A certificate of the stack's.
 *
 * @param name whose it is; its common name
 * @param hosts names and addresses it is good for
 * @param expires when it ends
 * @param folder has {@code tls.crt}, {@code tls.key} and {@code ca.crt}
 */
public record Certificate(String name, List<String> hosts, Instant expires, Path folder) {
  public Certificate {
    hosts = List.copyOf(hosts);
  }
}
