package dev.nines.bench.netty;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

class NettyPeer {
  static void main(String[] args) {
    HttpServer.create()
        .host("127.0.0.1")
        .port(Integer.parseInt(System.getenv("PORT")))
        .route(
            routes ->
                routes.get(
                    "/ping",
                    (_, response) ->
                        response.header("Content-Type", "text/plain").sendString(Mono.just("pong"))))
        .bindNow()
        .onDispose()
        .block();
  }
}
