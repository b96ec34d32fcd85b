package dev.nines.order.ping;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers without asking anybody: the service itself is there. */
@RestController
class PingController {
  @Operation(summary = "Is anybody there?")
  @GetMapping(path = "/ping", produces = MediaType.TEXT_PLAIN_VALUE)
  String ping() {
    return "pong";
  }
}
