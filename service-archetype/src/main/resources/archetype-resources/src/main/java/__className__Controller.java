package ${package};

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Creates and reads over HTTP. */
@RestController
@RequestMapping(path = "/${plural}", produces = MediaType.APPLICATION_JSON_VALUE)
class ${className}Controller {
  private final ${className}Store store;
  private final Clock clock;

  ${className}Controller(${className}Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<${className}>> create(@Valid @RequestBody ${className}Request request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ${className} accepted = request.accept(UUID.randomUUID(), now);
    URI location = URI.create("/${plural}/" + accepted.id());
    return store.insert(accepted).thenReturn(ResponseEntity.created(location).body(accepted));
  }

  @GetMapping("/{id}")
  Mono<${className}> read(@PathVariable UUID id) {
    return store.find(id).switchIfEmpty(Mono.error(() -> notFound(id)));
  }

  private static ResponseStatusException notFound(UUID id) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "Nothing here has the id " + id + ".");
  }
}
