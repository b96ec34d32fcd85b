package dev.nines.autoconfigure.answers;

import com.fasterxml.jackson.annotation.JsonView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A handler of each kind that there is. */
@RestController
class Handlers {
  interface Short {}

  record Thing(@JsonView(Short.class) int id, String name) {}

  record Box<T>(T content) {}

  @GetMapping(path = "/text", produces = MediaType.TEXT_PLAIN_VALUE)
  String text() {
    return "größer";
  }

  @GetMapping("/any-text")
  String anyText() {
    return "größer";
  }

  @GetMapping(
      path = "/two",
      produces = {"application/json", "text/plain"})
  String two() {
    return "two";
  }

  @GetMapping("/thing")
  Thing thing() {
    return new Thing(1, "a");
  }

  @GetMapping("/short")
  @JsonView(Short.class)
  Mono<Thing> shortened() {
    return Mono.just(new Thing(1, "a"));
  }

  @GetMapping("/later")
  Mono<Thing> later() {
    return Mono.just(new Thing(2, "b"));
  }

  @GetMapping("/none")
  Mono<Thing> none() {
    return Mono.empty();
  }

  @GetMapping("/null")
  Thing nothing() {
    return null;
  }

  @GetMapping("/void")
  Mono<Void> done() {
    return Mono.empty();
  }

  @GetMapping("/object")
  Object object() {
    return new Box<>(new Thing(3, "c"));
  }

  @GetMapping("/object-text")
  Object objectText() {
    return "text";
  }

  @GetMapping("/box")
  Box<Thing> box() {
    return new Box<>(new Thing(4, "d"));
  }

  @GetMapping("/list")
  List<Thing> list() {
    return List.of(new Thing(5, "e"), new Thing(6, "f"));
  }

  @GetMapping("/stream")
  Flux<Thing> stream() {
    return Flux.just(new Thing(7, "g"), new Thing(8, "h"));
  }

  @GetMapping("/future")
  CompletableFuture<Thing> future() {
    return CompletableFuture.completedFuture(new Thing(9, "i"));
  }

  @GetMapping("/bytes")
  byte[] bytes() {
    return new byte[] {1, 2, 3};
  }

  @GetMapping("/resource")
  Resource resource() {
    return new ByteArrayResource("file".getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/problem")
  ProblemDetail problem() {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "no");
  }

  @GetMapping("/entity")
  Mono<ResponseEntity<Thing>> entity() {
    return Mono.just(
        ResponseEntity.status(HttpStatus.CREATED).header("X-A", "1").body(new Thing(10, "j")));
  }

  @GetMapping("/entity-of-any")
  ResponseEntity<?> entityOfAny() {
    return ResponseEntity.ok().eTag("v1").body(new Thing(11, "k"));
  }

  @GetMapping("/entity-typed")
  ResponseEntity<Thing> entityTyped() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/vnd.shop+json"))
        .body(new Thing(12, "l"));
  }

  @GetMapping("/entity-later")
  ResponseEntity<Mono<Thing>> entityLater() {
    return ResponseEntity.accepted().body(Mono.just(new Thing(13, "m")));
  }

  @GetMapping("/preset")
  Thing preset(ServerHttpResponse response) {
    response.getHeaders().setContentType(MediaType.parseMediaType("application/hal+json"));
    return new Thing(14, "n");
  }

  @GetMapping("/fails")
  Mono<Thing> fails() {
    return Mono.error(new IllegalStateException("not now"));
  }

  @GetMapping("/cannot-be-written")
  Object cannotBeWritten() {
    return new Object() {
      @SuppressWarnings("unused") // by Jackson
      public String getValue() {
        throw new IllegalArgumentException("no");
      }
    };
  }

  @ExceptionHandler
  ResponseEntity<String> handle(IllegalStateException failure) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(failure.getMessage());
  }
}
