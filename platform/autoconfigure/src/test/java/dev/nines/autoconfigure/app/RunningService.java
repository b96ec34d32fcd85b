package dev.nines.autoconfigure.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that listens on two free loopback ports, as it would in production. */
public final class RunningService implements AutoCloseable {
  public static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final ConfigurableApplicationContext context;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * @param properties {@code key=value}, of the highest precedence
   */
  public static RunningService start(Class<?> application, String... properties) {
    List<String> arguments = new ArrayList<>();
    if (List.of(properties).stream().noneMatch(each -> each.startsWith("server.port="))) {
      arguments.add("--server.port=0");
    }
    arguments.add("--server.address=127.0.0.1");
    if (List.of(properties).stream().noneMatch(each -> each.startsWith("nines.security."))) {
      arguments.add("--nines.security.enabled=false");
    }
    for (String property : properties) {
      arguments.add("--" + property);
    }
    if (arguments.stream().noneMatch(each -> each.startsWith("--spring.application.name"))) {
      arguments.add("--spring.application.name=shop");
    }
    return new RunningService(
        new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new)));
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public URI uri(String path) {
    return uri("local.server.port", path);
  }

  public URI managementUri(String path) {
    return uri("local.management.port", path);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    return exchange("local.server.port", method, path, body, headers);
  }

  public HttpResponse<String> management(
      String method, String path, String body, String... headers) {
    return exchange("local.management.port", method, path, body, headers);
  }

  public String scrape() {
    return exchange(
            "local.management.port", "GET", "/actuator/prometheus", "", "Accept", OPEN_METRICS)
        .body();
  }

  private HttpResponse<String> exchange(
      String port, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(port, path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String port, String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(port) + path);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
