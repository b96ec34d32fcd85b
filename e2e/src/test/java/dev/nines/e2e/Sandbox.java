package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A state folder and free ports of its own, so that a test passes beside a running stack. */
final class Sandbox implements AutoCloseable {

  static final Path ROOT = Path.of(System.getProperty("nines.root")).toAbsolutePath();

  private static final List<String> PORTS =
      List.of(
          "GATEWAY",
          "GATEWAY_MANAGEMENT",
          "ORDER",
          "ORDER_MANAGEMENT",
          "PROMETHEUS",
          "ALERTMANAGER",
          "MAIL_UI",
          "SMTP",
          "POSTGRES",
          "OTLP");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Path root;
  private final List<String> parts = new ArrayList<>(PORTS);
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final List<Process> background = new ArrayList<>();
  private String token = "";
  final Path home;

  Sandbox(String name) {
    this(name, Map.of());
  }

  /**
   * @param variables added to its environment
   */
  Sandbox(String name, Map<String, String> variables) {
    this(name, ROOT, List.of(), variables);
  }

  /**
   * One of another checkout.
   *
   * @param more ports than those of the stack without further services
   */
  Sandbox(String name, Path root, List<String> more, Map<String, String> variables) {
    this.root = root;
    parts.addAll(more);
    home = ROOT.resolve("e2e/target/e2e/" + name);
    deleteTree(home);
    freePorts();
    environment.put("NINES_HOME", home.toString());
    environment.put("NINES_SKIP_BUILD", "1");
    environment.putAll(variables);
    ports.forEach((port, number) -> environment.put("NINES_" + port + "_PORT", "" + number));
  }

  /** The port of a part, such as {@code GATEWAY}. */
  int port(String part) {
    return ports.get(part);
  }

  String gateway(String path) {
    return "http://127.0.0.1:" + port("GATEWAY") + path;
  }

  /** Runs {@code ./nines} to its end, at most five minutes. */
  Run nines(String... arguments) {
    return nines(Map.of(), arguments);
  }

  Run nines(Map<String, String> variables, String... arguments) {
    return nines(variables, Duration.ofMinutes(5), arguments);
  }

  Run nines(Map<String, String> variables, Duration limit, String... arguments) {
    ProcessBuilder builder = command(arguments);
    builder.environment().putAll(variables);
    return Run.of("nines " + String.join(" ", arguments), builder, limit);
  }

  /** A line of shell, typed in a folder. */
  ProcessBuilder shell(Path folder, String line) {
    return here(new ProcessBuilder("sh", "-c", line).directory(folder.toFile()));
  }

  /** Brings the native stack up. */
  Run up() {
    Run up = nines("up", "--native", "--json");
    assertThat(up.status()).as(up::toString).isZero();
    return up;
  }

  /** Starts {@code ./nines} and leaves it running; it is ended with the sandbox. */
  Process start(String... arguments) {
    return start(arguments[0], command(arguments));
  }

  /**
   * Starts something and leaves it running; it is ended with the sandbox.
   *
   * @param name of its log
   */
  Process start(String name, ProcessBuilder builder) {
    try {
      Path log = home.resolve(name + ".log");
      Files.createDirectories(home);
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      background.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To the gateway's API with a token, to others as it is. */
  HttpResponse<String> send(HttpRequest.Builder request) {
    if (request.build().uri().toString().startsWith(gateway("/api/"))) {
      request.setHeader("Authorization", "Bearer " + token());
    }
    return exchange(request);
  }

  /** As it is, to whomever. */
  HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A token for the gateway, good for hours. */
  synchronized String token() {
    if (token.isEmpty()) {
      Run run = nines("token", "--expires", "4h");
      assertThat(run.status()).as(run::toString).isZero();
      token = run.out().strip();
    }
    return token;
  }

  HttpResponse<String> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  HttpResponse<String> post(String url, String json, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Prometheus' answer to an instant query: the {@code result} array. */
  JsonNode query(String expression) {
    return prometheus("query?query=" + encode(expression)).path("data").path("result");
  }

  JsonNode prometheus(String pathAndQuery) {
    return JSON.readTree(
        get("http://127.0.0.1:" + port("PROMETHEUS") + "/api/v1/" + pathAndQuery).body());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static JsonNode parse(String json) {
    return JSON.readTree(json);
  }

  /** Pids of all processes whose command line or environment names this sandbox's folder. */
  List<Long> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(ProcessHandle::isAlive)
        .filter(this::belongsHere)
        .map(ProcessHandle::pid)
        .toList();
  }

  private boolean belongsHere(ProcessHandle process) {
    Path proc = Path.of("/proc", "" + process.pid());
    return Stream.of("cmdline", "environ")
        .map(proc::resolve)
        .anyMatch(file -> {
          try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(home.toString());
          } catch (IOException e) {
            return false; // it has ended, or is another user's
          }
        });
  }

  /** Names of this sandbox's ports on which something still listens. */
  List<String> listening() {
    return parts.stream().filter(part -> !isFree(port(part))).toList();
  }

  @Override
  public void close() {
    background.forEach(Process::destroy);
    Run down = nines("down");
    assertThat(down.status()).as(down::toString).isZero();
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("nines").toString()));
    command.addAll(List.of(arguments));
    return here(new ProcessBuilder(command).directory(root.toFile()));
  }

  private ProcessBuilder here(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.equals("MAVEN_OPTS") || key.equals("JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    return builder;
  }

  private void freePorts() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (String part : parts) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket); // until all are found, so that no two are the same
        ports.put(part, socket.getLocalPort());
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
