package dev.nines.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TimerTests {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void waitsOfAnEventLoop_endThere() throws Exception {
    DefaultEventExecutor loop = new DefaultEventExecutor();
    try {
      Thread itsThread = loop.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);

      Thread ended = loop.submit(TimerTests::endOfAWait).get(10, TimeUnit.SECONDS).block(LONG);

      assertThat(ended).isSameAs(itsThread);
    } finally {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void elsewhere_reactorsTimerEndsThem() {
    assertThat(Timer.current()).isSameAs(Schedulers.parallel());
    assertThat(endOfAWait().block(LONG)).isNotSameAs(Thread.currentThread());
  }

  /** The thread that finds out that nothing comes. */
  private static Mono<Thread> endOfAWait() {
    return Mono.<Thread>never()
        .timeout(Duration.ofMillis(20), Mono.fromSupplier(Thread::currentThread), Timer.current())
        .cache();
  }
}
