package dev.nines.autoconfigure.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DroppedEventsTests {
  private static final int ROOM = 16;

  @Test
  @Timeout(20)
  void aStuckOutput_dropsAndCounts_butNeverBlocks_andFlushesWhatItHas() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
    Stuck stuck = new Stuck();
    var queue = new LoggingEventAsyncDisruptorAppender();
    queue.setContext(context);
    queue.setAddDefaultStatusListener(false);
    queue.setRingBufferSize(ROOM);
    queue.addListener(new DroppedEvents());
    queue.addAppender(stuck);
    stuck.start();
    queue.start();
    var logger = context.getLogger("a");
    logger.addAppender(queue);
    double before = DroppedEvents.count();

    logger.info("first");
    assertThat(stuck.entered.await(5, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 100; i++) {
      logger.info("more");
    }

    double dropped = DroppedEvents.count() - before;
    assertThat(dropped).isGreaterThanOrEqualTo(100 - ROOM);
    stuck.freed.countDown();
    context.stop();
    assertThat(stuck.written).hasValue(101 - (int) dropped);
  }

  /** An output that takes nothing until it is freed. */
  private static final class Stuck extends AppenderBase<ILoggingEvent> {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch freed = new CountDownLatch(1);
    private final AtomicInteger written = new AtomicInteger();

    @Override
    protected void append(ILoggingEvent event) {
      entered.countDown();
      try {
        freed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      written.incrementAndGet();
    }
  }
}
