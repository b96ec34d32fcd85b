package dev.nines.slo.compiler.rule;

/**
 * Where Alertmanager sends what a route matches.
 *
 * @param name unique
 * @param secret name of the file under {@code receivers/} that holds what not everybody may read: a
 *     web hook's address, or PagerDuty's routing key
 * @param address an e-mail address or a Slack channel; may be empty for the others
 * @param sendResolved whether the end of an alert is told too
 */
public record Receiver(
    String name, String secret, Integration integration, String address, boolean sendResolved) {
  /** What carries a notification. */
  public enum Integration {
    EMAIL,
    SLACK,
    PAGERDUTY,
    WEBHOOK
  }

  /** Whether it stands for whomever Alertmanager tells by default: a mail to no address. */
  public boolean isDefault() {
    return integration == Integration.EMAIL && address.isEmpty();
  }
}
