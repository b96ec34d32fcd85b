package dev.nines.cli.inbox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The inbox as HTML pages without script. */
final class InboxPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String FRAME =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      %s<title>%s</title><style>
      :root{color-scheme:light dark;--line:#8883;--faint:#888}
      body{margin:0 auto;max-width:860px;padding:24px 16px;font:15px/1.5 system-ui,sans-serif}
      h1{font-size:20px;margin:0 0 4px}p,.faint{color:var(--faint)}a{color:inherit;text-decoration:none}
      li{list-style:none;border-top:1px solid var(--line)}ul{padding:0;margin:20px 0}
      li a{display:flex;gap:12px;align-items:baseline;padding:12px 6px}li a:hover,li a:focus{background:#8881}
      time{color:var(--faint);white-space:nowrap;font-variant-numeric:tabular-nums}.subject{flex:1}
      .tag{font-size:12px;font-weight:600;padding:1px 8px;border-radius:9px;color:#fff;background:#64748b}
      .page{background:#b91c1c}.ticket{background:#b45309}.resolved{background:#047857}
      iframe{width:100%%;height:75vh;border:1px solid var(--line);border-radius:8px;background:#fff}
      </style></head><body>%s</body></html>
      """;

  private InboxPage() {}

  static String list(List<StoredMail> mails) {
    String items = mails.stream().map(InboxPage::item).collect(Collectors.joining());
    String none = "<p>No mail yet. <code>./nines break errors</code> brings one.</p>";
    return FRAME.formatted(
        "<meta http-equiv=\"refresh\" content=\"5\">",
        "Inbox",
        "<h1>Inbox</h1><p>"
            + mails.size()
            + (mails.size() == 1 ? " mail" : " mails")
            + ", newest first</p>"
            + (mails.isEmpty() ? none : "<ul>" + items + "</ul>"));
  }

  private static String item(StoredMail mail) {
    return "<li><a href=\"/view/%s\"><time>%s</time>%s<span class=\"subject\">%s</span></a></li>"
        .formatted(mail.id(), TIME.format(mail.time()), tag(mail), escape(mail.subject()));
  }

  private static String tag(StoredMail mail) {
    Labels labels = Labels.of(mail.headers(), mail.subject());
    String kind = labels.status().equals("resolved") ? "resolved" : labels.severity();
    return kind.isEmpty()
        ? ""
        : "<span class=\"tag %s\">%s</span>".formatted(escape(kind), escape(kind));
  }

  static String mail(StoredMail mail) {
    return FRAME.formatted(
        "",
        escape(mail.subject()),
        "<p><a href=\"/\">&larr; Inbox</a></p><h1>%s</h1><p>%s &middot; %s</p>"
                .formatted(escape(mail.subject()), TIME.format(mail.time()), tag(mail))
            + "<iframe sandbox=\"allow-popups\" title=\"The mail\" src=\"/view/"
            + mail.id()
            + ".html\"></iframe>");
  }

  /** What stands in the frame: the mail's HTML as it came, or its text. */
  static String content(StoredMail mail) {
    return mail.html().isEmpty()
        ? "<!doctype html><meta charset=\"utf-8\"><pre>" + escape(mail.text()) + "</pre>"
        : mail.html();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
