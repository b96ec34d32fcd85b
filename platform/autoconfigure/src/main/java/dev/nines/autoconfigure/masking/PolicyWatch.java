package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.PolicyFile.Content;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Read;
import dev.nines.autoconfigure.masking.policy.PolicyReading.Rejected;
import dev.nines.autoconfigure.watch.Watch;
import dev.nines.slo.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a changed policy file in force, as {@link Watch} finds it. */
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(PolicyWatch.class);

  private final PolicyFile file;
  private final Masking masking;
  private final Reloads reloads;
  private final Watch<Content> watch;

  /** Reads the file for the first time; see {@link PolicyFile#readOrThrow}. */
  PolicyWatch(PolicyFile file, Masking masking, Reloads reloads) {
    this.file = file;
    this.masking = masking;
    this.reloads = reloads;
    Content known = file.content();
    this.watch = new Watch<>(known, file::content, this::reload);
    masking.use(file.readOrThrow(known).policies(), PolicyFile.version(known));
  }

  void start(Duration interval) {
    if (file.isWatchable()) {
      watch.start("mask-policy", interval);
    }
  }

  /** One look at the file. Only one thread may. */
  void look() {
    watch.look();
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
    watch.close();
  }
}
