package dev.nines.cli.follow;

import dev.nines.cli.inbox.InboxClient;
import dev.nines.cli.inbox.Mail;
import dev.nines.cli.prometheus.Alert;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Spell;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for what follows a fault or its end, and tells each step with its seconds. */
public final class Follower {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST = 100;

  private final Prometheus prometheus;
  private final InboxClient inbox;
  private final Terminal terminal;
  private final Clock clock;

  public Follower(Prometheus prometheus, InboxClient inbox, Terminal terminal, Clock clock) {
    this.prometheus = prometheus;
    this.inbox = inbox;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Waits for the first page that begins after the fault, and for the mail about it. */
  public Incident afterFault(Instant fault, Duration patience) {
    Alert alert = null;
    Mail mail = null;
    Instant end = clock.instant().plus(patience);
    while (mail == null && clock.instant().isBefore(end)) {
      if (alert == null) {
        alert = firstPage(fault);
        tellAlert(fault, alert);
      }
      mail = firstMail(fault, "firing");
      if (mail == null) {
        paint(fault, alert == null ? "waiting for an alert" : "waiting for the mail");
        pause();
      }
    }
    alert = alert == null && mail != null ? firstPage(fault) : alert;
    if (mail != null) {
      tell(fault, mail.time(), "mail", mail.subject());
    }
    return new Incident(fault, alert, mail);
  }

  /**
   * Waits until no page fires any more and each that was mailed is mailed as resolved.
   *
   * @return the last of these mails; null if not all came in time, or none was to come
   */
  public @Nullable Mail afterHealing(Instant healed, Duration patience) {
    Instant end = clock.instant().plus(patience);
    List<Mail> told = new ArrayList<>();
    while (clock.instant().isBefore(end)) {
      boolean burning = burning();
      tellResolved(healed, told);
      if (!burning) {
        return told.isEmpty() ? null : told.getLast();
      }
      paint(healed, "waiting for the resolved mail; " + pages() + " still firing");
      pause();
    }
    return null;
  }

  private void tellResolved(Instant healed, List<Mail> told) {
    for (Mail mail : mails(healed).reversed()) {
      if (mail.status().equals("resolved") && isAboutPage(mail) && !told.contains(mail)) {
        tell(healed, mail.time(), "mail", mail.subject());
        told.add(mail);
      }
    }
  }

  /**
   * Whether a resolved mail is to be expected: a page fires, or its last mail says so. While
   * neither can be asked, it is.
   */
  public boolean burning() {
    try {
      Map<String, String> latest = new HashMap<>();
      for (Mail mail : inbox.since(Instant.EPOCH, MOST)) {
        if (isAboutPage(mail)) {
          latest.putIfAbsent(mail.service() + "/" + mail.slo(), mail.status());
        }
      }
      return latest.containsValue("firing") || prometheus.alerts().stream().anyMatch(Alert::pages);
    } catch (IOException e) {
      return true;
    }
  }

  // Tickets stay for hours, which is as it should be.
  private static boolean isAboutPage(Mail mail) {
    return !mail.severity().equals("ticket");
  }

  private long pages() {
    return alerts().stream().filter(Alert::pages).count();
  }

  private @Nullable Alert firstPage(Instant from) {
    List<Alert> pages =
        alerts().stream()
            .filter(Alert::pages)
            .filter(alert -> !alert.since().isBefore(from))
            .toList();
    if (pages.isEmpty()) {
      return null;
    }
    Map<String, Duration> holds = holds();
    return pages.stream()
        .map(alert -> alert.after(holds.getOrDefault(alert.label("alertname"), Duration.ZERO)))
        .min(Comparator.comparing(Alert::since))
        .orElseThrow();
  }

  private @Nullable Mail firstMail(Instant from, String status) {
    Optional<Mail> mail =
        mails(from).reversed().stream()
            .filter(m -> m.status().equals(status) && isAboutPage(m))
            .findFirst();
    return mail.orElse(null);
  }

  // One that does not answer for a moment, on a busy machine, is asked again.
  private List<Alert> alerts() {
    try {
      return prometheus.alerts();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Map<String, Duration> holds() {
    try {
      return prometheus.holds();
    } catch (IOException e) {
      return Map.of();
    }
  }

  private List<Mail> mails(Instant from) {
    try {
      return inbox.since(from, MOST);
    } catch (IOException e) {
      return List.of();
    }
  }

  private void tellAlert(Instant fault, @Nullable Alert alert) {
    if (alert != null) {
      String summary = alert.annotations().getOrDefault("summary", alert.label("alertname"));
      tell(fault, alert.since(), "firing", summary);
    }
  }

  /** One step with its seconds since the start. */
  public void tell(Instant start, Instant at, String step, String what) {
    terminal.progress(
        "  %8s  %-8s %s"
            .formatted(Spell.duration(Duration.between(start, at)), step, what)
            .stripTrailing());
  }

  private void paint(Instant start, String what) {
    String time = Spell.duration(Duration.between(start, clock.instant()));
    terminal.paint(List.of(terminal.styled(Style.FAINT, "  %8s  %s".formatted(time, what))));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }
}
