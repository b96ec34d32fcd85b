package dev.nines.gateway.ping;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers without asking anybody: the gateway itself is there. */
@RestController
class PingController {
  @GetMapping(path = "/ping", produces = MediaType.TEXT_PLAIN_VALUE)
  String ping() {
    return "pong";
  }
}
