package dev.nines.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTests {
  @ParameterizedTest
  @CsvSource({
    "dev.nines.autoconfigure.logs.AccessLog, onStop, AccessLog.onStop, NINES",
    "org.springframework.security.web.server.WebFilterChainProxy, filter, WebFilterChainProxy.filter, SECURITY",
    "org.springframework.web.reactive.DispatcherHandler, handle, DispatcherHandler.handle, SPRING",
    "org.springframework.http.Foo$$Lambda/0x123, apply, Foo.apply, SPRING",
    "reactor.core.publisher.MonoFlatMap, subscribe, reactor.core, REACTOR",
    "io.netty.channel.AbstractChannelHandlerContext, fireChannelRead, netty pipeline, NETTY",
    "io.netty.channel.unix.Socket, sendAddress, Socket.sendAddress, NETTY",
    "reactor.netty.http.server.HttpServerOperations, send, HttpServerOperations.send, NETTY",
    "java.util.HashMap, put, HashMap.put, JDK",
    "com.example.Shop, sell, Shop.sell, OTHER",
  })
  void aMethod_isNamedByItsOrigin(String type, String method, String label, Origin origin) {
    assertThat(Call.of(type, method)).isEqualTo(new Call(label, origin));
  }

  @Test
  void neighboursThatAreAlike_areOne() {
    Call reactor = new Call("reactor.core", Origin.REACTOR);
    Call filter = new Call("A.filter", Origin.SPRING);

    assertThat(Call.folded(List.of(reactor, reactor, filter, reactor, reactor)))
        .containsExactly(reactor, filter, reactor);
  }
}
