package dev.nines.order.outbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events as server-sent events (WHATWG HTML, 9.2), to be resumed by the id of the last one. */
@RestController
class EventStreamController {
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final EventStreams streams;
  private final Duration keepAlive;

  EventStreamController(EventStreams streams, OutboxProperties properties) {
    this.streams = streams;
    this.keepAlive = properties.stream().keepAlive();
  }

  @Operation(
      summary = "Follow what happens to orders, as server-sent events",
      description =
          "Goes on after `Last-Event-ID`, or the parameter `after`, which an EventSource can set for"
              + " its first request; `0-0` is before the oldest event. Without either it begins now.")
  @ApiResponse(responseCode = "200", description = "A stream without an end")
  @ApiResponse(responseCode = "410", description = "Events after that one have been removed")
  @GetMapping(path = "/orders/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String after) {
    if (streams.isFull()) {
      return Mono.error(new TooManyStreamsException());
    }
    return start(lastEventId == null ? after : lastEventId).map(this::stream);
  }

  private Mono<Position> start(@Nullable String id) {
    return id == null
        ? streams.now()
        : Mono.justOrEmpty(Position.parse(id))
            .switchIfEmpty(Mono.error(UnknownPositionException::new))
            .flatMap(streams::resume);
  }

  private ResponseEntity<Flux<ServerSentEvent<String>>> stream(Position start) {
    Flux<ServerSentEvent<String>> keepAlives =
        Flux.interval(keepAlive)
            .onBackpressureDrop()
            .map(_ -> ServerSentEvent.<String>builder().comment("keep-alive").build())
            .takeUntilOther(streams.closing());
    Flux<ServerSentEvent<String>> events =
        streams.after(start).map(EventStreamController::told).startWith(hello(start));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        // Says to proxies that collect an answer before they pass it on that this one has no end.
        .header("X-Accel-Buffering", "no")
        .body(Flux.merge(1, events, keepAlives));
  }

  /**
   * An id without an event: a reader that is cut off before its first event goes on from here, and
   * not from whenever it comes back.
   */
  private static ServerSentEvent<String> hello(Position start) {
    return ServerSentEvent.<String>builder()
        .id(start.toString())
        .retry(RECONNECT)
        .comment("orders")
        .build();
  }

  private static ServerSentEvent<String> told(OrderEvent event) {
    return ServerSentEvent.builder(event.payload())
        .id(event.position().toString())
        .event(event.type().value())
        .build();
  }
}
