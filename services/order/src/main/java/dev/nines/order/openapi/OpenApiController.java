package dev.nines.order.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The OpenAPI document, where clients look for it. It is written by a test and committed: reading
 * the controllers at run time would take a library larger than the service.
 */
@Hidden
@RestController
class OpenApiController {
  private static final Resource DOCUMENT = new ClassPathResource("openapi.json");

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource document() {
    return DOCUMENT;
  }
}
