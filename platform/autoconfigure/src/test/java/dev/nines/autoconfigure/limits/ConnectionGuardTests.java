package dev.nines.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** What takes more time than a test has. */
class ConnectionGuardTests {
  private static final Duration RECEIVE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final ConnectionGuard guard = new ConnectionGuard(limits(), breaches(), true);
  private final EmbeddedChannel channel = new EmbeddedChannel(guard.arrivals(), guard);

  @BeforeEach
  void freeze() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void framesOfAnotherProtocol_passAndAreNeverLate() {
    TextWebSocketFrame frame = new TextWebSocketFrame("hello");

    channel.writeInbound(frame);
    pass(RECEIVE.plusSeconds(1));
    pass(IDLE.plusSeconds(1));

    assertThat(channel.<TextWebSocketFrame>readInbound()).isSameAs(frame);
    assertThat(channel.<Object>readOutbound()).isNull();
    assertThat(channel.isOpen()).isTrue();
    frame.release();
  }

  @Test
  void connection_isClosed_whenItsTimeIsUp() {
    pass(IDLE.minusSeconds(1));
    assertThat(channel.isOpen()).isTrue();

    pass(Duration.ofSeconds(2));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void itsTime_beginsAnewWithEachAnswer() {
    for (int i = 0; i < 5; i++) {
      pass(IDLE.minusSeconds(1));
      ask();
      answer();
    }
    pass(IDLE.minusSeconds(1));
    assertThat(channel.isOpen()).isTrue();

    pass(Duration.ofSeconds(2));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAnswerThatTakesLonger_isWaitedFor() {
    ask();
    for (int i = 0; i < 5; i++) {
      pass(IDLE.plusSeconds(1));
    }
    assertThat(channel.isOpen()).isTrue();

    answer();
    pass(IDLE.minusSeconds(1));
    assertThat(channel.isOpen()).isTrue();

    pass(Duration.ofSeconds(2));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void serversThatSpeakMore_keepReactorNettysTime() {
    LimitsCustomizer customizer = new LimitsCustomizer(limits(), breaches());
    HttpServer http2 = HttpServer.create().protocol(HttpProtocol.H2C, HttpProtocol.HTTP11);

    assertThat(customizer.apply(http2).configuration().idleTimeout()).isEqualTo(IDLE);
    assertThat(customizer.apply(HttpServer.create()).configuration().idleTimeout()).isNull();
  }

  @Test
  void aServersOwnTime_isLeftToReactorNetty() {
    ConnectionGuard other = new ConnectionGuard(limits(), breaches(), true);
    ChannelInboundHandlerAdapter own =
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelActive(ChannelHandlerContext context) {
            context
                .pipeline()
                .addFirst(NettyPipeline.IdleTimeoutHandler, new IdleStateHandler(0, 0, 0));
          }
        };
    EmbeddedChannel connection = new EmbeddedChannel(other.arrivals(), other, own);
    connection.freezeTime();

    connection.advanceTimeBy(IDLE.toSeconds() + 1, TimeUnit.SECONDS);
    connection.runScheduledPendingTasks();

    assertThat(connection.isOpen()).isTrue();
    connection.finishAndReleaseAll();
  }

  private void ask() {
    channel.writeInbound(
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/items/1"));
  }

  private void answer() {
    channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toSeconds(), TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private static Breaches breaches() {
    return new Breaches(new SimpleMeterRegistry());
  }

  private static LimitsProperties limits() {
    return new LimitsProperties(
        DataSize.ofKilobytes(8),
        DataSize.ofKilobytes(16),
        100,
        DataSize.ofMegabytes(1),
        RECEIVE,
        Duration.ofMinutes(1),
        IDLE,
        10,
        10);
  }
}
