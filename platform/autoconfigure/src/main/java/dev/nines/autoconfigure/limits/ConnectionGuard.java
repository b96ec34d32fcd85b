package dev.nines.autoconfigure.limits;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Keeps one connection within its limits. It stands behind the HTTP codec, with {@link #arrivals()}
 * before it, and lives on the connection's event loop alone. A request that arrives whole costs a
 * few comparisons; a clock runs only while one is incomplete.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What they would tell, channelInactive does.
final class ConnectionGuard extends ChannelDuplexHandler {
  /** How long a refused client may go on sending: a reset would take our answer from it. */
  private static final long LINGER_MILLIS = 1_000;

  private enum Receiving {
    NOTHING,
    HEAD,
    BODY
  }

  private final LimitsProperties limits;
  private final Breaches breaches;
  private final boolean admitted;
  private final IdleClock idle;

  private Receiving receiving = Receiving.NOTHING;
  private long bodyBytes;
  private int unanswered;
  private boolean answering;
  private boolean refused;
  private @Nullable Breach afterAnswers;
  private @Nullable Future<?> clock;
  private boolean sendClock;

  ConnectionGuard(LimitsProperties limits, Breaches breaches, boolean admitted) {
    this.limits = limits;
    this.breaches = breaches;
    this.admitted = admitted;
    this.idle =
        new IdleClock(limits.idle(), () -> unanswered > 0 || receiving != Receiving.NOTHING);
  }

  /** Sees bytes before they are a request: only so is a head that trickles in noticed. */
  ChannelInboundHandlerAdapter arrivals() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (receiving == Receiving.NOTHING) {
          receiving = Receiving.HEAD;
        }
        context.fireChannelRead(bytes);
      }
    };
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (admitted) {
      context.fireChannelActive();
      // A server may have a time of its own; Reactor Netty's handler is there by now.
      if (context.pipeline().get(NettyPipeline.IdleTimeoutHandler) == null) {
        idle.start(context);
      }
    } else {
      refuse(context, Breach.CONNECTIONS);
      context.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (!(message instanceof HttpObject object)) {
      // The connection speaks another protocol now, such as WebSocket: no request is incomplete,
      // and it waits for none.
      receiving = Receiving.NOTHING;
      idle.stop();
      context.fireChannelRead(message);
      return;
    }
    @Nullable Breach breach = breach(object);
    if (breach != null) {
      ReferenceCountUtil.release(message);
      refuse(context, breach);
      return;
    }
    if (message instanceof HttpRequest) {
      unanswered++;
    }
    if (message instanceof LastHttpContent) {
      receiving = Receiving.NOTHING;
    }
    context.fireChannelRead(message);
  }

  private @Nullable Breach breach(HttpObject object) {
    if (object.decoderResult().isFailure()) {
      return undecodable(object.decoderResult().cause());
    }
    if (object instanceof HttpRequest request) {
      @Nullable Breach breach = head(request);
      if (breach == null) {
        receiving = Receiving.BODY;
        bodyBytes = 0;
      }
      return breach;
    }
    if (object instanceof HttpContent content) {
      bodyBytes += content.content().readableBytes();
      return bodyBytes > limits.body().toBytes() ? Breach.BODY : null;
    }
    return null;
  }

  private static Breach undecodable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> Breach.LINE;
      case TooLongHttpHeaderException _ -> Breach.HEADERS;
      default -> Breach.MALFORMED;
    };
  }

  private @Nullable Breach head(HttpRequest request) {
    if (request.headers().size() > limits.headerCount()) {
      return Breach.HEADERS;
    }
    if (!RequestHead.isUri(request)) {
      return Breach.MALFORMED;
    }
    @Nullable String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    return length != null && announced(length) > limits.body().toBytes() ? Breach.BODY : null;
  }

  /** The codec has refused what is no number; what is too large for one is too large anyway. */
  private static long announced(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (refused) {
      // Nobody behind asks for more; what still comes is thrown away.
      context.read();
      return;
    }
    if (receiving == Receiving.NOTHING) {
      stopClock();
    } else if (clock == null) {
      clock =
          context
              .executor()
              .schedule(
                  () -> refuse(context, Breach.SLOW),
                  limits.receive().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (refused && afterAnswers == null) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    boolean last = message instanceof LastHttpContent;
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      answering = true;
    }
    context.write(message, promise);
    if (last && answering) {
      answering = false;
      unanswered--;
      idle.restart(context);
      answeredAll(context);
    }
  }

  /** A request that was refused behind others gets its answer after theirs. */
  private void answeredAll(ChannelHandlerContext context) {
    @Nullable Breach waiting = afterAnswers;
    if (waiting != null && unanswered == 0) {
      afterAnswers = null;
      answer(context, waiting);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!context.channel().isWritable() && !sendClock) {
      sendClock = true;
      context
          .executor()
          .schedule(() -> giveUp(context), limits.send().toMillis(), TimeUnit.MILLISECONDS);
    }
    context.fireChannelWritabilityChanged();
  }

  private void giveUp(ChannelHandlerContext context) {
    sendClock = false;
    if (context.channel().isActive() && !context.channel().isWritable()) {
      breaches.count(Breach.SLOW);
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopClock();
    idle.stop();
    context.fireChannelInactive();
  }

  private void refuse(ChannelHandlerContext context, Breach breach) {
    if (refused || !context.channel().isActive()) {
      return;
    }
    refused = true;
    stopClock();
    idle.stop();
    breaches.count(breach);
    if (receiving == Receiving.BODY) {
      refuseCurrent(context, breach);
    } else if (unanswered > 0) {
      afterAnswers = breach;
    } else {
      answer(context, breach);
    }
  }

  /**
   * The request at fault has been passed on already. Only if it is the one to be answered now, and
   * nothing has been said yet, can the answer be ours.
   */
  private void refuseCurrent(ChannelHandlerContext context, Breach breach) {
    if (unanswered == 1 && !answering) {
      answer(context, breach);
    } else {
      context.close();
    }
  }

  private void answer(ChannelHandlerContext context, Breach breach) {
    byte[] body = breach.refusal().body();
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(breach.refusal().status().value()),
            Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response).addListener(_ -> linger(context));
  }

  private static void linger(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    context.read();
  }

  private void stopClock() {
    if (clock != null) {
      clock.cancel(false);
      clock = null;
    }
  }
}
