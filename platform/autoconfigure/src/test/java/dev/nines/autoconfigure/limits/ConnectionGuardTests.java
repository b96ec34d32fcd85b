package dev.nines.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What comes over a connection that has been upgraded. */
class ConnectionGuardTests {
  private static final Duration RECEIVE = Duration.ofSeconds(10);

  @Test
  void framesOfAnotherProtocol_passAndAreNeverLate() {
    ConnectionGuard guard = new ConnectionGuard(limits(), breaches(), true);
    EmbeddedChannel channel = new EmbeddedChannel(guard.arrivals(), guard);
    channel.freezeTime();
    TextWebSocketFrame frame = new TextWebSocketFrame("hello");

    channel.writeInbound(frame);
    channel.advanceTimeBy(RECEIVE.toSeconds() + 1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(channel.<TextWebSocketFrame>readInbound()).isSameAs(frame);
    assertThat(channel.<Object>readOutbound()).isNull();
    assertThat(channel.isOpen()).isTrue();
    frame.release();
  }

  private static Breaches breaches() {
    return new Breaches(new SimpleMeterRegistry());
  }

  private static LimitsProperties limits() {
    Duration minute = Duration.ofMinutes(1);
    return new LimitsProperties(
        DataSize.ofKilobytes(8),
        DataSize.ofKilobytes(16),
        100,
        DataSize.ofMegabytes(1),
        RECEIVE,
        minute,
        minute,
        10,
        10);
  }
}
