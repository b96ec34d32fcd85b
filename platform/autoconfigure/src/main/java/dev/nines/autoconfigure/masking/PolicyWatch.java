package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.PolicyFile.Content;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Read;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Rejected;
import dev.nines.slo.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a changed policy file in force. It compares contents rather than waits for the file system's
 * events, which network file systems and the links of mounted ConfigMaps do not send. A change
 * counts once two looks in a row see the same: whoever is writing is then done.
 */
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(PolicyWatch.class);

  private final PolicyFile file;
  private final Masking masking;
  private final Reloads reloads;
  private Content known;
  private @Nullable Content seen;
  private @Nullable Thread thread;

  /** Reads the file for the first time; see {@link PolicyFile#readOrThrow}. */
  PolicyWatch(PolicyFile file, Masking masking, Reloads reloads) {
    this.file = file;
    this.masking = masking;
    this.reloads = reloads;
    this.known = file.content();
    masking.use(file.readOrThrow(known).policies(), PolicyFile.version(known));
  }

  void start(Duration interval) {
    if (file.isWatchable()) {
      thread = Thread.ofPlatform().daemon().name("mask-policy").start(() -> watch(interval));
    }
  }

  private void watch(Duration interval) {
    try {
      while (true) {
        Thread.sleep(interval);
        look();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** One look at the file. Only one thread may. */
  void look() {
    Content now = file.content();
    if (now.equals(known)) {
      seen = null;
    } else if (now.equals(seen)) {
      known = now;
      seen = null;
      reload(now);
    } else {
      seen = now;
    }
  }

  private void reload(Content content) {
    switch (file.read(content)) {
      case Read read -> {
        masking.use(read.policies(), PolicyFile.version(content));
        reloads.succeeded();
      }
      case Rejected rejected -> {
        reloads.failed();
        LOGGER.error(
            "The mask policy was changed and cannot be used; the last good one stays in force:{}",
            lines(rejected.problems()));
      }
    }
  }

  private static String lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n", "\n", ""));
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
