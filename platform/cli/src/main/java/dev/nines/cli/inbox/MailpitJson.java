package dev.nines.cli.inbox;

import jakarta.mail.internet.InternetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Mails in the shapes of Mailpit's REST API (https://mailpit.axllent.org/docs/api-v1/). */
final class MailpitJson {
  private static final int SNIPPET = 250;

  private MailpitJson() {}

  static Map<String, Object> list(List<StoredMail> mails) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("total", mails.size());
    list.put("unread", 0);
    list.put("count", mails.size());
    list.put("messages_count", mails.size());
    list.put("messages_unread", 0);
    list.put("start", 0);
    list.put("tags", List.of());
    list.put("messages", mails.stream().map(MailpitJson::summary).toList());
    return list;
  }

  private static Map<String, Object> summary(StoredMail mail) {
    Map<String, Object> summary = envelope(mail);
    summary.put("Read", true);
    summary.put("Created", mail.time());
    String text = mail.text().strip().replaceAll("\\s+", " ");
    summary.put("Snippet", text.length() > SNIPPET ? text.substring(0, SNIPPET) : text);
    return summary;
  }

  static Map<String, Object> message(StoredMail mail) {
    Map<String, Object> message = envelope(mail);
    message.put("Date", mail.time());
    message.put("Text", mail.text());
    message.put("HTML", mail.html());
    return message;
  }

  private static Map<String, Object> envelope(StoredMail mail) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("ID", mail.id());
    envelope.put(
        "MessageID", String.join("", mail.headers().getOrDefault("Message-Id", List.of())));
    envelope.put(
        "From",
        mail.from().isEmpty() ? address(new InternetAddress()) : address(mail.from().getFirst()));
    envelope.put("To", mail.to().stream().map(MailpitJson::address).toList());
    envelope.put("Subject", mail.subject());
    envelope.put("Size", mail.size());
    envelope.put("Attachments", 0);
    return envelope;
  }

  private static Map<String, String> address(InternetAddress address) {
    return Map.of(
        "Name", Objects.requireNonNullElse(address.getPersonal(), ""),
        "Address", Objects.requireNonNullElse(address.getAddress(), ""));
  }
}
