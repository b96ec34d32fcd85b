package dev.nines.cli.chaos;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request again until it is decided: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), never before the
 * server wants it.
 *
 * @param deadline after which no attempt is begun
 */
record Persistence(Duration deadline) {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** One attempt. */
  interface Attempt {
    Answer send() throws InterruptedException;
  }

  /** The definite answer; empty if there was none in time. */
  Optional<Answer.Definite> until(Attempt attempt) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    Duration ceiling = FIRST;
    while (true) {
      switch (attempt.send()) {
        case Answer.Definite definite -> {
          return Optional.of(definite);
        }
        case Answer.Open(Duration asked) -> {
          long pause = asked.toNanos() + ThreadLocalRandom.current().nextLong(ceiling.toNanos());
          if (System.nanoTime() + pause - end > 0) {
            return Optional.empty();
          }
          TimeUnit.NANOSECONDS.sleep(pause);
          Duration doubled = ceiling.multipliedBy(2);
          ceiling = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        }
      }
    }
  }
}
