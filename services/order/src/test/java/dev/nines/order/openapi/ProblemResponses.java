package dev.nines.order.openapi;

import dev.nines.autoconfigure.problem.Problem;
import dev.nines.autoconfigure.problem.Problem.InvalidField;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpStatus;

/**
 * Describes the problems in the OpenAPI document: what every operation may answer, and its shape.
 */
@TestComponent
public class ProblemResponses implements OpenApiCustomizer {
  private static final String TOKEN = "token";
  private static final Map<String, Object> EXAMPLES =
      Map.of(
          "title", "Bad Request",
          "status", 400,
          "detail", "1 field is invalid: currency.",
          "instance", "/orders",
          "field", "currency",
          "message", "must be an ISO 4217 code such as EUR");
  private static final Map<String, String> ALWAYS =
      Map.of(
          "400", "The request cannot be understood, or fields of it are invalid",
          "401", "No bearer token, or none that is valid",
          "403", "The token lacks the scope: `orders:read` to read, `orders:write` to write",
          "500", "A fault of ours",
          "503", "The database cannot be reached; come back after `Retry-After` seconds");

  @Override
  public void customise(OpenAPI api) {
    api.info(new Info().title("order").description("Takes orders and keeps them.").version("v1"));
    api.schemaRequirement(
        TOKEN,
        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
    api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    ModelConverters.getInstance(true)
        .readAll(Problem.class)
        .forEach((name, schema) -> api.schema(name, withExamples(schema)));
    api.getPaths().forEach(this::complete);
  }

  private static Schema<?> withExamples(Schema<?> schema) {
    schema
        .getProperties()
        .forEach((name, property) -> {
          if (EXAMPLES.containsKey(name)) {
            property.setExample(EXAMPLES.get(name));
          }
        });
    return schema;
  }

  private void complete(String path, PathItem item) {
    for (Operation operation : item.readOperations()) {
      ALWAYS.forEach((status, description) ->
          operation.getResponses().putIfAbsent(status, new ApiResponse().description(description)));
      operation.getResponses().forEach((status, response) -> describe(status, response, path));
    }
  }

  private static void describe(String status, ApiResponse response, String path) {
    if (status.compareTo("400") >= 0) {
      MediaType type =
          new MediaType()
              .schema(new Schema<>().$ref("#/components/schemas/Problem"))
              .addExamples("problem", new Example().value(example(status, response, path)));
      response.content(new Content().addMediaType("application/problem+json", type));
    }
  }

  private static Map<String, Object> example(String status, ApiResponse response, String path) {
    int code = Integer.parseInt(status);
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("title", HttpStatus.valueOf(code).getReasonPhrase());
    example.put("status", code);
    example.put(
        "detail", code == 400 ? "1 field is invalid: customer." : response.getDescription());
    example.put("instance", path);
    if (code == 400) {
      InvalidField field = new InvalidField("customer", "must be given");
      example.put("errors", List.of(Map.of("field", field.field(), "message", field.message())));
    }
    return example;
  }
}
