package dev.nines.cli.follow;

import dev.nines.cli.inbox.Mail;
import dev.nines.cli.prometheus.Alert;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What followed a fault.
 *
 * @param fault when it came into force
 * @param alert the first page that began after it; null if none did
 * @param mail the first mail about a page that came after it; null if none did
 */
public record Incident(Instant fault, @Nullable Alert alert, @Nullable Mail mail) {
  /** From the fault until the alert's expression was true; null without alert. */
  public @Nullable Duration firingAfter() {
    return alert == null ? null : Duration.between(fault, alert.since());
  }

  /** From the fault until the mail was in the inbox; null without mail. */
  public @Nullable Duration mailedAfter() {
    return mail == null ? null : Duration.between(fault, mail.time());
  }
}
