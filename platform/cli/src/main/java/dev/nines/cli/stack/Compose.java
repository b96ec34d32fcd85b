package dev.nines.cli.stack;

import dev.nines.cli.json.Json;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Docker Compose, for this checkout's stack. */
record Compose(Path root, Map<String, String> environment) {
  private static final String PROJECT = "nines";

  /** Runs it and passes on what it says. */
  void show(Terminal terminal, String... arguments) {
    run(arguments, line -> terminal.progress("  " + line), true);
  }

  /** Runs it and returns what it says on standard output. */
  String output(String... arguments) {
    StringBuilder out = new StringBuilder();
    run(arguments, line -> out.append(line).append('\n'), false);
    return out.toString();
  }

  private void run(String[] arguments, java.util.function.Consumer<String> line, boolean merged) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "docker",
                "compose",
                "-f",
                root.resolve("docker-compose.yml").toString(),
                "-p",
                PROJECT));
    command.addAll(List.of(arguments));
    try {
      Path errors = java.nio.file.Files.createTempFile("nines-", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(merged);
      if (!merged) {
        builder.redirectError(errors.toFile());
      }
      Process process = builder.start();
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(line);
      int status = process.waitFor();
      String complaint = java.nio.file.Files.readString(errors).strip();
      java.nio.file.Files.delete(errors);
      if (status != 0) {
        throw new Refusal(
            "docker compose " + arguments[0] + " failed with status " + status + ". " + complaint);
      }
    } catch (IOException e) {
      throw new Refusal(
          "docker can't be run ("
              + e.getMessage()
              + "). Install Docker, or use ./nines up --native.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  /** Reads {@code docker compose ps --format json}: one object a line, or one array. */
  static List<Service> services(String json) {
    List<JsonNode> nodes = new ArrayList<>();
    json.lines()
        .filter(line -> !line.isBlank())
        .map(Json::tree)
        .forEach(node -> {
          if (node.isArray()) {
            StreamSupport.stream(node.spliterator(), false).forEach(nodes::add);
          } else {
            nodes.add(node);
          }
        });
    return nodes.stream().map(Compose::service).toList();
  }

  private static Service service(JsonNode node) {
    String state = node.path("State").asString("");
    String health = node.path("Health").asString("");
    boolean up = state.equals("running") && (health.isEmpty() || health.equals("healthy"));
    return new Service(
        node.path("Service").asString(""), up, up ? "healthy" : state, health, null, null);
  }
}
