package dev.nines.cli;

import dev.nines.cli.inbox.InboxClient;
import dev.nines.cli.inbox.Mail;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.ExitStatus;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Style;
import dev.nines.cli.terminal.Table;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the mails, or shows one. */
@Command(name = "inbox", description = "List the mails, newest first, or show one of them.")
final class InboxCommand extends StackCommand {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());
  private static final long POLL_MILLIS = 250;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "Show this mail; 1 is the newest.")
  private int number;

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "COUNT",
      description = "List at most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--wait", description = "Wait for the next mail, and list only what came since.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      paramLabel = "DURATION",
      description = "How long to wait (default: ${DEFAULT-VALUE}).",
      converter = DurationConverter.class)
  private Duration timeout = Duration.ofMinutes(5);

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    Terminal terminal = terminal();
    InboxClient inbox = new InboxClient(settings.url(Port.MAIL_UI, ""));
    try {
      List<Mail> mails = wait ? next(inbox, terminal) : inbox.newest(limit);
      if (number > 0) {
        return show(mails, terminal);
      }
      list(mails, terminal, settings);
      terminal.result(mails);
      return wait && mails.isEmpty() ? ExitStatus.NO : ExitStatus.OK;
    } catch (IOException e) {
      throw new Refusal(
          "The inbox does not answer at %s (%s). Is the stack up? ./nines status"
              .formatted(settings.url(Port.MAIL_UI, ""), e.getMessage()),
          e);
    }
  }

  private List<Mail> next(InboxClient inbox, Terminal terminal)
      throws IOException, InterruptedException {
    Instant start = Instant.now();
    terminal.progress("Waiting for a mail ...");
    List<Mail> mails = inbox.since(start, limit);
    while (mails.isEmpty() && Instant.now().isBefore(start.plus(timeout))) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      mails = inbox.since(start, limit);
    }
    return mails;
  }

  private int show(List<Mail> mails, Terminal terminal) {
    if (number > mails.size()) {
      throw new Refusal("There is no mail " + number + "; the inbox has " + mails.size() + ".");
    }
    Mail mail = mails.get(number - 1);
    terminal.say(terminal.styled(Style.STRONG, mail.subject()));
    terminal.say(terminal.styled(Style.FAINT, TIME.format(mail.time())));
    terminal.say("");
    terminal.say(mail.text().strip());
    terminal.result(mail);
    return ExitStatus.OK;
  }

  private static void list(List<Mail> mails, Terminal terminal, Settings settings) {
    if (mails.isEmpty()) {
      terminal.say("No mail. ./nines break errors brings one.");
      return;
    }
    Table table = new Table("  ");
    for (int i = 0; i < mails.size(); i++) {
      Mail mail = mails.get(i);
      table.row(
          "" + (i + 1),
          TIME.format(mail.time()),
          status(mail, terminal),
          mail.severity(),
          mail.subject());
    }
    table.lines().forEach(terminal::say);
    terminal.say("");
    terminal.say(
        "  ./nines inbox 1 shows the newest; all are at " + settings.url(Port.MAIL_UI, ""));
  }

  private static String status(Mail mail, Terminal terminal) {
    return switch (mail.status()) {
      case "firing" -> terminal.styled(Style.BAD, "firing");
      case "resolved" -> terminal.styled(Style.GOOD, "resolved");
      default -> "";
    };
  }
}
