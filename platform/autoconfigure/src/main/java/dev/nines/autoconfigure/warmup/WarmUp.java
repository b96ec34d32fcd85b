package dev.nines.autoconfigure.warmup;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs the tasks and then the requests, beside the server, which answers already. The health
 * component {@code warmUp}: up when all is done, whatever came of it.
 */
final class WarmUp implements ApplicationListener<ApplicationReadyEvent>, HealthIndicator {
  private static final Logger LOGGER = LoggerFactory.getLogger(WarmUp.class);

  private final List<WarmUpTask> tasks;
  private final WarmUpPass pass;
  private volatile boolean warm;

  WarmUp(List<WarmUpTask> tasks, WarmUpPass pass) {
    this.tasks = List.copyOf(tasks);
    this.pass = pass;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    long began = System.nanoTime();
    Flux.fromIterable(tasks).concatMap(WarmUp::run).doFinally(_ -> end(began)).subscribe();
  }

  private static Mono<Void> run(WarmUpTask task) {
    return Mono.defer(task::run)
        .onErrorResume(error -> {
          LOGGER.warn("Not warm: {}: {}", task.name(), error.toString());
          return Mono.empty();
        });
  }

  private void end(long began) {
    pass.end();
    LOGGER.info("Warm after {} ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
    warm = true;
  }

  @Override
  public Health health() {
    return warm ? Health.up().build() : Health.outOfService().build();
  }
}
