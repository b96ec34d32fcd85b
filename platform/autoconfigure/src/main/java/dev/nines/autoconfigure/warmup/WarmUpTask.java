package dev.nines.autoconfigure.warmup;

import reactor.core.publisher.Mono;

/**
 * What a service does once before it is ready, such as filling its pools. A bean; several run one
 * after the other, in Spring's order, and before the requests that the service sends to itself.
 */
public interface WarmUpTask {
  /** What it warms, for the log. */
  String name();

  /**
   * Ends when it is done. It is never cancelled and has no time limit but its own. An error is
   * logged, and the service is ready nonetheless.
   */
  Mono<Void> run();
}
