package dev.nines.cli.bench;

import dev.nines.cli.docker.Compose;
import dev.nines.cli.docker.Engine;
import dev.nines.cli.docker.Recipe;
import dev.nines.cli.load.LoadRun;
import dev.nines.cli.load.LoadTest;
import dev.nines.cli.load.Verdict;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Measures the services' images and their containers, in the stack that runs. */
public final class ImageBench {
  private static final Map<String, Port> SERVICES =
      Map.of("order", Port.ORDER_MANAGEMENT, "gateway", Port.GATEWAY_MANAGEMENT);
  private static final double KIB = 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(2);

  private final Settings settings;
  private final Compose compose;
  private final Terminal terminal;
  private final Engine engine = new Engine();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  public ImageBench(Settings settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
    this.compose =
        new Compose(
            List.of(settings.root().resolve("docker-compose.yml")),
            List.of("core"),
            settings.environment(),
            settings.log("compose"));
  }

  /**
   * One service's figures.
   *
   * @param sizeMb of the image, uncompressed, in 10^6 bytes
   * @param firstAnswerMs from the start of the container until it answers, by then to everybody;
   *     the median
   * @param readyMs until it says that it is ready: migrated, connected, warm; the median
   * @param residentMb of its process under load, in 2^20 bytes; the most that was seen
   * @param usedMb of its container, as {@code docker stats} counts, in 2^20 bytes; the most too
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Row(
      String name,
      double sizeMb,
      long firstAnswerMs,
      long readyMs,
      double residentMb,
      double usedMb) {}

  /** Memory in KiB. */
  private record Memory(long resident, long used) {
    Memory most(Memory other) {
      return new Memory(Math.max(resident, other.resident), Math.max(used, other.used));
    }
  }

  /** How long one start took, in milliseconds. */
  private record Start(long firstAnswer, long ready) {}

  /**
   * Restarts each service some times, then puts the stack under load.
   *
   * @param rounds how many starts of each, at least 1
   * @param load what it is measured under
   * @throws Refusal if the stack in containers does not run
   */
  public List<Row> run(int rounds, LoadRun load) throws InterruptedException {
    List<String> names = SERVICES.keySet().stream().sorted().toList();
    for (String name : names) {
      container(name);
    }
    List<List<Start>> starts = new ArrayList<>();
    for (String name : names) {
      starts.add(starts(name, rounds));
    }
    terminal.progress("Warming up for %d s".formatted(WARM_UP.toSeconds()));
    new LoadTest(terminal).run(load.warmUp(WARM_UP), settings);
    terminal.progress("load of %.0f orders/s".formatted(load.rate()));
    List<Memory> memory = underLoad(names, load);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(
          new Row(
              names.get(i),
              engine.size(image(names.get(i))) / 1e6,
              Median.of(starts.get(i).stream().map(Start::firstAnswer).toList()),
              Median.of(starts.get(i).stream().map(Start::ready).toList()),
              memory.get(i).resident() / KIB,
              memory.get(i).used() / KIB));
    }
    return rows;
  }

  private List<Start> starts(String name, int rounds) throws InterruptedException {
    List<Start> starts = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      terminal.progress("%s: start %d of %d".formatted(name, round, rounds));
      compose.output("restart", "--timeout", "5", name);
      Instant answered = firstOk(name, "liveness");
      Instant ready = firstOk(name, "readiness");
      Instant began = engine.started(container(name));
      starts.add(new Start(millis(began, answered), millis(began, ready)));
    }
    return starts;
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  /** The management server begins last: when it answers, the service does. */
  private Instant firstOk(String name, String group) throws InterruptedException {
    URI health = settings.url(portOf(name), "/actuator/health/" + group);
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return Instant.now();
        }
      } catch (IOException _) {
        // Not there yet.
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
    }
    throw new Refusal(
        "%s is not ready %d s after its restart. See ./nines status and docker compose logs %s."
            .formatted(name, PATIENCE.toSeconds(), name));
  }

  private List<Memory> underLoad(List<String> names, LoadRun load) throws InterruptedException {
    List<Memory> most = new ArrayList<>(names.stream().map(_ -> new Memory(0, 0)).toList());
    CompletableFuture<Verdict> verdict =
        CompletableFuture.supplyAsync(() -> new LoadTest(terminal).run(load, settings));
    while (!verdict.isDone()) {
      for (int i = 0; i < names.size(); i++) {
        String id = container(names.get(i));
        most.set(i, most.get(i).most(new Memory(engine.resident(id), engine.used(id))));
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_SAMPLES.toMillis());
    }
    if (verdict.join().failed() > 0) {
      terminal.progress(
          "%d of %d requests failed meanwhile."
              .formatted(verdict.join().failed(), verdict.join().requests()));
    }
    return most;
  }

  private String container(String name) {
    String id = compose.output("ps", "--quiet", name).strip();
    if (id.isEmpty()) {
      throw new Refusal(
          "The container of %s does not run. Bring the stack up: ./nines up --docker --core."
              .formatted(name));
    }
    return id;
  }

  private String image(String name) {
    return compose.recipes().stream()
        .filter(recipe -> recipe.name().equals(name))
        .map(Recipe::image)
        .findFirst()
        .orElseThrow();
  }

  private static Port portOf(String name) {
    Port port = SERVICES.get(name);
    if (port == null) {
      throw new IllegalArgumentException("name must be a service's, was: " + name);
    }
    return port;
  }
}
