package dev.nines.cli;

import dev.nines.cli.inbox.Inbox;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the inbox in the foreground, in a container of its own. */
@Command(
    name = "serve-inbox",
    hidden = true,
    description = "Run an SMTP server that shows its mails on a page, until it is ended.")
final class ServeInboxCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Where mails are kept.")
  private final Path mails = Path.of("mails");

  @Option(names = "--address", defaultValue = "127.0.0.1", description = "Where to listen.")
  private String address = "127.0.0.1";

  @Option(names = "--smtp", defaultValue = "1025", description = "The port for mails.")
  private int smtp;

  @Option(names = "--http", defaultValue = "8025", description = "The port of the page.")
  private int http;

  @Override
  public Integer call() throws Exception {
    Inbox.serve(mails, address, smtp, http);
    TimeUnit.DAYS.sleep(Long.MAX_VALUE >> 20);
    return 0;
  }
}
