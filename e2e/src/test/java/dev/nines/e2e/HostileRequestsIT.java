package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Ten thousand hostile requests, the same ones in each run: no answer is a 500 or tells of our
 * insides, memory and series stay what they were, and an order is taken afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT {
  private static final int REQUESTS = 10_000;
  private static final int SLOW = 50;
  private static final int AT_ONCE = 24;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final long MARGIN = 32L << 20;

  private static final Pattern INSIDES =
      Pattern.compile(
          "HTTP/1\\.1 500|Exception|\\tat |java\\.|dev\\.nines|io\\.netty|reactor\\.|springframework");
  private static final Pattern OUTCOME =
      Pattern.compile("(?:error|exception|outcome|status|http_status_code|kind|le)=\"[^\"]*\",?");

  private final Sandbox sandbox =
      new Sandbox("hostile", Map.of("LOGGING_LEVEL_REACTOR_NETTY_HTTP_SERVER", "debug"));
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> statuses = new TreeMap<>();

  @BeforeAll
  void up() {
    sandbox.up();
  }

  @AfterAll
  void down() {
    sandbox.close();
  }

  @Test
  void hostileRequests_findNothingAndChangeNothing() throws Exception {
    send(2_000, 7);
    takeOrders();
    Set<String> series = series();
    Map<String, Long> heap = heap();
    statuses.clear();

    send(REQUESTS, 1);

    System.out.println("hostile requests, by status: " + statuses);
    assertThat(leaks).isEmpty();
    assertThat(statuses).containsKeys("400", "408", "413", "414", "431").doesNotContainKey("500");
    takeOrders();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          Set<String> more = series();
          more.removeAll(series);
          assertThat(more).isEmpty();
        });
    Map<String, Long> after = heap();
    System.out.println("heap after GC, before and after: " + heap + " " + after);
    after.forEach((service, used) ->
        assertThat(used).as("heap of %s", service).isLessThan(heap.get(service) + MARGIN));
  }

  private void send(int requests, long seed) throws InterruptedException {
    Random random = new Random(seed);
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SLOW; i++) {
        clients.execute(() -> send(port(0), slow(), new Semaphore(1)));
      }
      for (int i = 0; i < requests; i++) {
        HostileRequest request = HostileRequest.of(i % HostileRequest.KINDS, random, token(random));
        int port = port(random.nextInt(5));
        places.acquire();
        clients.execute(() -> send(port, request, places));
      }
    }
  }

  /** Every other one comes from somebody whom the gateway knows, and so gets further. */
  private String token(Random random) {
    return random.nextBoolean() ? sandbox.token() : "";
  }

  /** Four of five through the gateway, the others past it. */
  private int port(int choice) {
    return sandbox.port(choice == 4 ? "ORDER" : "GATEWAY");
  }

  /** Stops in its body, and waits. */
  private HostileRequest slow() {
    return new HostileRequest(
        """
        POST /api/orders HTTP/1.1\r
        Host: x\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: 90\r
        \r
        {\
        """
            .formatted(sandbox.token())
            .getBytes(StandardCharsets.ISO_8859_1),
        false);
  }

  private void send(int port, HostileRequest request, Semaphore places) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, request);
      look(read(socket.getInputStream()));
    } catch (IOException e) {
      leaks.add("no connection: " + e);
    } finally {
      places.release();
    }
  }

  private static void write(Socket socket, HostileRequest request) {
    try {
      socket.getOutputStream().write(request.bytes());
      socket.getOutputStream().flush();
      if (request.cut()) {
        socket.shutdownOutput();
      }
    } catch (IOException _) {
      // Refused before all was sent; the answer is still to be read.
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      in.transferTo(answer);
    } catch (SocketTimeoutException e) {
      throw new IOException("neither an answer's end nor the connection's", e);
    } catch (SocketException _) {
      // A reset: what was read before it counts.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  private void look(String answer) {
    if (INSIDES.matcher(answer).find()) {
      leaks.add(answer);
    }
    String status = answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : "none";
    synchronized (statuses) {
      statuses.merge(status, 1, Integer::sum);
    }
  }

  private void takeOrders() {
    for (int i = 0; i < 10; i++) {
      var created = sandbox.post(sandbox.gateway("/api/orders"), Customer.ORDER);
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      String id = Sandbox.parse(created.body()).path("id").asString();
      assertThat(sandbox.get(sandbox.gateway("/api/orders/" + id)).statusCode()).isEqualTo(200);
    }
  }

  /**
   * All but the collector's own, which has one for each cause it ever had; without what only we
   * say, how it ended: that is one of few, and some of them are rare.
   */
  private Set<String> series() {
    Set<String> series = new TreeSet<>();
    for (String part : List.of("GATEWAY_MANAGEMENT", "ORDER_MANAGEMENT")) {
      scrape(part)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_gc"))
          .map(line -> line.substring(0, line.indexOf(' ', line.lastIndexOf('}') + 1)))
          .map(name -> OUTCOME.matcher(name).replaceAll(""))
          .forEach(series::add);
    }
    return series;
  }

  private Map<String, Long> heap() throws IOException, InterruptedException {
    Map<String, Long> heap = new TreeMap<>();
    JsonNode services = Sandbox.parse(sandbox.nines("status", "--json").out()).path("services");
    for (String name : List.of("gateway", "order")) {
      for (JsonNode service : services) {
        if (name.equals(service.path("name").asString())) {
          collectGarbage(service.path("pid").asLong());
        }
      }
      heap.put(name, used(name.toUpperCase(java.util.Locale.ROOT) + "_MANAGEMENT"));
    }
    return heap;
  }

  private static void collectGarbage(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private long used(String part) {
    return (long)
        scrape(part)
            .lines()
            .filter(
                line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  private String scrape(String part) {
    return sandbox.get("http://127.0.0.1:" + sandbox.port(part) + "/actuator/prometheus").body();
  }
}
