package dev.nines.gateway.routing;

import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

/**
 * A request whose body is watched on its way to the upstream. While a client has not sent all of
 * it, that there is no answer is the client's doing: it must neither open the upstream's breaker
 * for everybody nor be an error of ours.
 */
final class Upload extends ServerHttpRequestDecorator {
  /** Whether the upstream waits for the rest of the body; written and read by different threads. */
  private volatile boolean underWay;

  Upload(ServerHttpRequest request) {
    super(request);
  }

  @Override
  public Flux<DataBuffer> getBody() {
    return super.getBody().doOnSubscribe(_ -> underWay = true).doOnComplete(() -> underWay = false);
  }

  /** The error as it is, or as the client's: 408 if it was too slow, 400 if it went away. */
  Throwable blame(Throwable error) {
    return switch (error) {
      case TimeoutException _ when underWay ->
          new ResponseStatusException(
              HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time.");
      case AbortedException _ when underWay ->
          new ResponseStatusException(
              HttpStatus.BAD_REQUEST, "The request ended before its body did.");
      default -> error;
    };
  }
}
