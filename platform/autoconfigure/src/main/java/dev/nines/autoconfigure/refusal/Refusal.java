package dev.nines.autoconfigure.refusal;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * An RFC 9457 problem whose text is made once, for answers that must cost less than the work they
 * refuse. It names no instance, since that would have to be written anew each time. Immutable.
 */
public final class Refusal {
  private static final char FIRST_PRINTABLE = ' ';

  private final HttpStatus status;
  private final byte[] body;

  private Refusal(HttpStatus status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  /**
   * A problem of this status.
   *
   * @param detail a sentence for the client, without quotes, backslashes or control characters
   */
  public static Refusal of(HttpStatus status, String detail) {
    if (detail.chars().anyMatch(c -> c < FIRST_PRINTABLE || c == '"' || c == '\\')) {
      throw new IllegalArgumentException("detail must be plain text, was: " + detail);
    }
    String problem =
        "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(status.getReasonPhrase(), status.value(), detail);
    return new Refusal(status, problem.getBytes(StandardCharsets.UTF_8));
  }

  public HttpStatus status() {
    return status;
  }

  /** The problem as JSON in UTF-8; a copy. */
  public byte[] body() {
    return body.clone();
  }

  /** Writes the whole answer; headers that are there already stay. */
  public Mono<Void> write(ServerHttpResponse response) {
    response.setStatusCode(status);
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
