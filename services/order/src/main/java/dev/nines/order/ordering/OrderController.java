package dev.nines.order.ordering;

import dev.nines.order.idempotency.IdempotencyKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Orders over HTTP. */
@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {
  private static final String NO_SUCH_ORDER = "No order has this id";

  private final OrderStore store;
  private final OrderIds ids;
  private final Clock clock;

  OrderController(OrderStore store, OrderIds ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  @Operation(summary = "Place an order; with an Idempotency-Key, once however often it is sent")
  @Parameter(
      name = IdempotencyKey.HEADER,
      in = ParameterIn.HEADER,
      description = "Names this request; a repetition with the same key gets the same answer",
      schema = @Schema(type = "string", minLength = 1, maxLength = 255))
  @ApiResponse(responseCode = "201", description = "Stored", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "409", description = "A request with this key is in flight")
  @ApiResponse(responseCode = "413", description = "The body is larger than 64 KiB")
  @ApiResponse(responseCode = "415", description = "The body is not JSON")
  @ApiResponse(responseCode = "422", description = "This key was used for another request")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Order>> place(
      @Valid @RequestBody OrderRequest request,
      @Parameter(hidden = true) ServerWebExchange exchange) {
    Order order = request.place(ids.next(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return IdempotencyKey.of(exchange)
        .flatMap(key -> store.insertOnce(order, key))
        .switchIfEmpty(
            Mono.defer(() -> store.insert(order).thenReturn(new Placement(order, false))))
        .map(OrderController::created);
  }

  private static ResponseEntity<Order> created(Placement placement) {
    Order order = placement.order();
    ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create("/orders/" + order.id()));
    if (placement.replayed()) {
      answer.header(IdempotencyKey.REPLAYED, "true");
    }
    return answer.body(order);
  }

  @Operation(summary = "Read an order")
  @ApiResponse(responseCode = "200", description = "Found", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = NO_SUCH_ORDER)
  @GetMapping("/{id}")
  Mono<Order> get(@PathVariable UUID id) {
    return store.find(id).switchIfEmpty(Mono.error(() -> new OrderNotFoundException(id)));
  }

  @Operation(summary = "List a customer's orders, newest first")
  @ApiResponse(responseCode = "200", description = "A page", useReturnTypeSchema = true)
  @GetMapping
  Mono<OrderPage> list(
      @RequestParam @Pattern(regexp = OrderRequest.NAME, message = OrderRequest.NAME_MESSAGE)
          String customer,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "20")
          @Min(value = 1, message = "must be at least {value}")
          @Max(value = 100, message = "must be at most {value}")
          int limit) {
    return store.list(customer, after, limit + 1).map(found -> OrderPage.of(found, limit));
  }

  @Operation(summary = "Cancel an order; cancelling it again answers the same")
  @ApiResponse(responseCode = "200", description = "Cancelled", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = NO_SUCH_ORDER)
  @ApiResponse(responseCode = "409", description = "It is shipped already")
  @PostMapping("/{id}/cancellation")
  Mono<Order> cancel(@PathVariable UUID id) {
    return get(id)
        .flatMap(order ->
            order.status() == OrderStatus.PLACED
                ? store.cancel(order).switchIfEmpty(Mono.defer(() -> get(id)))
                : Mono.just(order))
        .map(OrderController::cancelled);
  }

  private static Order cancelled(Order order) {
    if (order.status() != OrderStatus.CANCELLED) {
      throw new OrderNotCancellableException(order);
    }
    return order;
  }
}
