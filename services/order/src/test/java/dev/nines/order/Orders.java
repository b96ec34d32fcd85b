package dev.nines.order;

import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** The order service in this JVM, and a client of it. */
public final class Orders implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext service;

  private Orders(ConfigurableApplicationContext service) {
    this.service = service;
  }

  /** Starts it on the database at the port and waits until it is ready. */
  public static Orders on(int databasePort, String... arguments) {
    return on(databasePort, List.of(), arguments);
  }

  /** The same with more beans than its own. */
  public static Orders on(int databasePort, List<Class<?>> more, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    String database = "postgresql://127.0.0.1:" + databasePort + "/postgres";
    all.add("--server.port=0");
    all.add("--management.server.port=0");
    all.add("--spring.r2dbc.url=r2dbc:" + database);
    all.add("--spring.flyway.url=jdbc:" + database);
    Orders orders =
        new Orders(
            new SpringApplicationBuilder(OrderApplication.class)
                .sources(OwnThreads.class)
                .sources(more.toArray(Class<?>[]::new))
                .run(all.toArray(String[]::new)));
    await()
        .atMost(LIMIT)
        .until(() -> orders.get("local.management.port", "/actuator/health/readiness") == 200);
    return orders;
  }

  /** Without it, the first service that ends takes the event loops of all others with it. */
  @Configuration(proxyBeanMethods = false)
  static class OwnThreads {
    @Bean
    ReactorResourceFactory reactorResources() {
      ReactorResourceFactory resources = new ReactorResourceFactory();
      resources.setUseGlobalResources(false);
      resources.setShutdownQuietPeriod(Duration.ZERO);
      return resources;
    }
  }

  public <T> T bean(Class<T> type) {
    return service.getBean(type);
  }

  public URI uri(String path) {
    return uri("local.server.port", path);
  }

  private URI uri(String port, String path) {
    return URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty(port) + path);
  }

  private int get(String port, String path) {
    return send(HttpRequest.newBuilder(uri(port, path)).build()).statusCode();
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public HttpResponse<String> cancel(String id) {
    return send(
        HttpRequest.newBuilder(uri("/orders/" + id + "/cancellation"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** Places an order of one item without a key; its id. */
  public String place() {
    return id(post(body("c-1", "1.50")));
  }

  public HttpResponse<String> post(String body, String... keys) {
    return send(posting(body, keys));
  }

  public CompletableFuture<HttpResponse<String>> postLater(String body, String... keys) {
    return http.sendAsync(posting(body, keys), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest posting(String body, String... keys) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/orders"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (String key : keys) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static String id(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$.id");
  }

  public static String body(String customer, String price) {
    return """
    {"customer": "%s", "currency": "EUR",
     "items": [{"sku": "a", "quantity": 1, "unitPrice": %s}]}\
    """
        .formatted(customer, price);
  }

  @Override
  public void close() {
    service.close();
    http.close();
  }
}
