package dev.nines.cli.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A kept mail, parsed.
 *
 * @param headers by name, each with all its values, in the mail's order
 * @param html empty if it has no such part
 */
record StoredMail(
    String id,
    Instant time,
    String subject,
    List<InternetAddress> from,
    List<InternetAddress> to,
    Map<String, List<String>> headers,
    String text,
    String html,
    long size) {
  private static final Session SESSION = Session.getInstance(new Properties());

  static StoredMail read(String id, Instant time, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = new MimeMessage(SESSION, in);
      String subject = message.getSubject();
      return new StoredMail(
          id,
          time,
          subject == null ? "" : subject,
          addresses(message.getFrom()),
          addresses(message.getAllRecipients()),
          headers(message),
          part(message, "text/plain"),
          part(message, "text/html"),
          Files.size(file));
    } catch (MessagingException e) {
      throw new IOException("no mail: " + file, e);
    }
  }

  private static List<InternetAddress> addresses(jakarta.mail.Address @Nullable [] addresses) {
    return addresses == null
        ? List.of()
        : java.util.Arrays.stream(addresses)
            .filter(InternetAddress.class::isInstance)
            .map(InternetAddress.class::cast)
            .toList();
  }

  private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var header : Collections.list(message.getAllHeaders())) {
      headers
          .computeIfAbsent(header.getName(), _ -> new java.util.ArrayList<>())
          .add(header.getValue());
    }
    return headers;
  }

  private static String part(jakarta.mail.Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return String.valueOf(part.getContent());
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String found = part(parts.getBodyPart(i), type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
