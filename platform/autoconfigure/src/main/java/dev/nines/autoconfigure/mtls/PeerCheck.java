package dev.nines.autoconfigure.mtls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Looks at the end of one connection's handshake, and closes that of a peer who may not be here. A
 * request costs it nothing but a comparison.
 */
final class PeerCheck extends ChannelInboundHandlerAdapter {
  private final Supplier<Set<String>> allowed;
  private final Refusals refusals;
  private boolean refused;

  /**
   * @param allowed common names of those who may connect; empty for whoever has a certificate
   */
  PeerCheck(Supplier<Set<String>> allowed, Refusals refusals) {
    this.allowed = allowed;
    this.refusals = refusals;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // A refused peer has nobody to tell.
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        look(context);
      } else {
        failed(context, handshake.cause());
      }
    }
    if (refused) {
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  /** What came in the same packet as the end of the handshake. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void failed(ChannelHandlerContext context, Throwable cause) {
    // Who only looks whether the port is open.
    if (!(cause instanceof ClosedChannelException)) {
      Refusal refusal = Refusal.of(cause);
      add(refusal, context, refusal == Refusal.OTHER ? String.valueOf(cause.getMessage()) : "");
    }
  }

  private void look(ChannelHandlerContext context) {
    try {
      SslHandler tls = context.pipeline().get(SslHandler.class);
      var peer = (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
      // A resumed session's certificate was looked at when the session began.
      peer.checkValidity();
      Set<String> names = allowed.get();
      String name = CommonName.of(peer);
      if (!names.isEmpty() && !names.contains(name)) {
        refuse(Refusal.WRONG_NAME, context, "'" + name + "', not one of " + names);
      }
    } catch (CertificateExpiredException e) {
      refuse(Refusal.EXPIRED, context, "");
    } catch (CertificateNotYetValidException e) {
      refuse(Refusal.NOT_YET_VALID, context, "");
    } catch (SSLPeerUnverifiedException e) {
      refuse(Refusal.NO_CERTIFICATE, context, "");
    }
  }

  private void refuse(Refusal refusal, ChannelHandlerContext context, String detail) {
    refused = true;
    add(refusal, context, detail);
  }

  private void add(Refusal refusal, ChannelHandlerContext context, String detail) {
    refusals.add(
        refusal, context.channel().remoteAddress(), context.channel().localAddress(), detail);
  }
}
