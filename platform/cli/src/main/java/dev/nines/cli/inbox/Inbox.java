package dev.nines.cli.inbox;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An SMTP server for every address, whose mails are kept as files and shown over HTTP. */
public final class Inbox {
  private static final int MOST = 500;
  private static final long PAUSE_MILLIS = 50;
  private static final long NONE = 0;

  private final GreenMail server;
  private final MailFolder folder;

  /** The highest number that was kept of each mailbox; numbers only rise. */
  private final Map<String, Long> kept = new HashMap<>();

  private Inbox(GreenMail server, MailFolder folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Serves until this process ends, on threads of its own.
   *
   * @param address to listen on, such as {@code 127.0.0.1}
   * @throws IOException if a port can't be had
   */
  public static void serve(Path mails, String address, int smtpPort, int httpPort)
      throws IOException {
    MailFolder folder = new MailFolder(mails, MOST, Clock.systemUTC());
    ServerSetup setup = new ServerSetup(smtpPort, address, ServerSetup.PROTOCOL_SMTP);
    GreenMail server = new GreenMail(setup);
    server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    server.start();
    Thread.ofPlatform().daemon().name("inbox").start(new Inbox(server, folder)::collect);
    InboxServer.start(folder, address, httpPort);
  }

  private void collect() {
    try {
      while (true) {
        for (GreenMailUser user : server.getUserManager().listUser()) {
          move(user);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // One by one, and by its number: a mail that comes in meanwhile must not be thrown away with
  // these.
  private void move(GreenMailUser user) {
    ImapHostManager mailboxes = server.getManagers().getImapHostManager();
    try {
      var box = mailboxes.getInbox(user);
      for (StoredMessage message : box.getMessages()) {
        keepOnce(user, message);
        box.setFlags(new Flags(Flags.Flag.DELETED), true, message.getUid(), null, false);
      }
      box.expunge();
    } catch (ConcurrentModificationException e) {
      // A mail came in just now, and GreenMail looks for numbers without a lock: next time.
    } catch (FolderException e) {
      System.out.println("a mailbox can't be read: " + e);
    } catch (Exception e) {
      System.out.println("a mail could not be kept: " + e);
    }
  }

  /** However often it takes until the mailbox is rid of it. */
  private void keepOnce(GreenMailUser user, StoredMessage message) throws Exception {
    if (message.getUid() > kept.getOrDefault(user.getLogin(), NONE)) {
      folder.keep(out -> message.getMimeMessage().writeTo(out));
      kept.put(user.getLogin(), message.getUid());
    }
  }
}
