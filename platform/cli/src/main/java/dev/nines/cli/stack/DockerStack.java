package dev.nines.cli.stack;

import dev.nines.cli.docker.Compose;
import dev.nines.cli.docker.Container;
import dev.nines.cli.docker.Engine;
import dev.nines.cli.faults.Fault;
import dev.nines.cli.faults.FaultBook;
import dev.nines.cli.faults.FaultInjector;
import dev.nines.cli.ports.PortProbe;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.DevelopmentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stack in containers, by Docker Compose and {@code docker-compose.yml}.
 *
 * @param core whether to bring up the core only, without what shows traces, logs and dashboards
 * @param byHand whether Compose alone brought it up: then nothing in {@code NINES_HOME} tells of it
 */
public record DockerStack(Settings settings, boolean core, boolean byHand) implements Stack {
  /** One that is to be brought up, or was by {@link #up}. */
  public DockerStack(Settings settings, boolean core) {
    this(settings, core, false);
  }

  /**
   * The one that is up, whoever brought it up. Docker is asked only if the gateway's port is taken.
   */
  public static Optional<DockerStack> found(Settings settings) {
    DockerStack marked = new DockerStack(settings, false);
    if (marked.running()) {
      return Optional.of(marked);
    }
    return !PortProbe.free(settings.port(Port.GATEWAY)) && marked.hasGateway()
        ? Optional.of(new DockerStack(settings, false, true))
        : Optional.empty();
  }

  private boolean hasGateway() {
    return new Engine().obstacle().isEmpty()
        && compose().containers().stream()
            .anyMatch(container ->
                container.service().equals("gateway") && container.state().equals("running"));
  }

  private Compose compose() {
    return new Compose(
        List.of(settings.root().resolve("docker-compose.yml")),
        core ? List.of("core") : List.of(),
        variables(),
        settings.log("compose"));
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(settings.environment());
    Revision.of(settings.root())
        .ifPresent(revision -> variables.putIfAbsent("NINES_REVISION", revision));
    return variables;
  }

  private FaultBook book() {
    return new FaultBook(settings.home().resolve("docker-faults.json"));
  }

  private Path mark() {
    return settings.home().resolve("docker");
  }

  @Override
  public String kind() {
    return "docker";
  }

  @Override
  public boolean running() {
    return byHand || Files.exists(mark());
  }

  /** Why it can't be brought up here, in a few words; empty if it can. Fetches missing images. */
  public Optional<String> obstacle(Terminal terminal) {
    return new Engine()
        .obstacle()
        .or(() -> new Assembly(settings.root(), compose()).gather(terminal).obstacle());
  }

  @Override
  public Up up(Terminal terminal, Duration patience) {
    // Left by a native stack that was killed: these services have no certificates.
    new Mtls(settings).forget();
    Instant start = Instant.now();
    try (HomeLock _ = HomeLock.take(settings.home())) {
      new Engine().obstacle().ifPresent(DockerStack::refuse);
      List<Service> before = parts();
      if (before.stream().anyMatch(Service::up)
          && (before.stream().allMatch(Service::up) || !faults().isEmpty())) {
        boolean healthy = before.stream().allMatch(Service::up);
        boolean switched = new Receivers(settings).apply(switchReceivers(), terminal);
        return new Up(switched, healthy, Duration.between(start, Instant.now()));
      }
      launch(terminal, patience, before.isEmpty());
      return new Up(true, true, Duration.between(start, Instant.now()));
    } catch (IOException e) {
      throw new Refusal("The state folder can't be written: " + e, e);
    }
  }

  private void launch(Terminal terminal, Duration patience, boolean anew) throws IOException {
    Assembly.Gathered gathered = new Assembly(settings.root(), compose()).gather(terminal);
    gathered.obstacle().ifPresent(DockerStack::refuse);
    new Preflight(settings).check(anew ? gathered.ports(settings) : List.of());
    checkReceivers(terminal);
    gathered.leftOut().forEach(terminal::progress);
    build(terminal, gathered);
    Files.writeString(mark(), "");
    List<String> up =
        new ArrayList<>(
            List.of(
                "up",
                "--detach",
                "--no-build",
                "--wait",
                "--wait-timeout",
                "" + patience.toSeconds()));
    up.addAll(gathered.services());
    try {
      gathered.compose().follow(terminal, up);
    } catch (Refusal e) {
      throw anew ? undone(e) : e;
    }
  }

  private static void refuse(String why) {
    throw new Refusal(
        "The stack can't run in containers: "
            + why
            + ".\nWithout them it can: ./nines up --native");
  }

  // What has come up half is taken down again, but for its logs.
  private Refusal undone(Refusal failure) throws IOException {
    String states =
        String.join(
            ", ",
            services().stream()
                .filter(s -> !s.up())
                .map(s -> s.name() + " is " + s.phase())
                .toList());
    Files.writeString(settings.log("containers"), compose().output("logs", "--no-color"));
    compose().output("down", "--timeout", "5");
    Files.deleteIfExists(mark());
    return new Refusal(
        "Not all came up%s. The containers' logs are in %s. %s"
            .formatted(
                states.isEmpty() ? "" : " (" + states + ")",
                settings.log("containers"),
                failure.getMessage()),
        failure);
  }

  private void build(Terminal terminal, Assembly.Gathered gathered) {
    Instant start = Instant.now();
    if (!terminal.live()) {
      terminal.progress("Building the images (log: " + settings.log("compose") + ")");
    }
    List<String> build = new ArrayList<>(List.of("build"));
    build.addAll(gathered.built());
    gathered.compose().follow(terminal, build);
    Lines.prepared(terminal, "images", Duration.between(start, Instant.now()));
  }

  // Before anything runs: in its container Alertmanager goes on without a receiver that can't be
  // used.
  private void checkReceivers(Terminal terminal) throws IOException {
    Path trial = Files.createTempFile("nines-", ".yml");
    String switched =
        new Receivers(settings).toggle(settings.root().resolve("alerting-rules"), trial);
    Files.delete(trial);
    if (switched.contains(" on")) {
      terminal.progress("  " + switched);
    }
  }

  // As docker-compose.yml does when the container starts; in there, since its user must read the
  // files.
  private String switchReceivers() {
    return compose()
        .output(
            "exec",
            "-T",
            "alertmanager",
            "/bin/sh",
            "/etc/alertmanager/receivers/switch.sh",
            "/etc/alertmanager",
            "/tmp/alertmanager.yml")
        .strip();
  }

  @Override
  public List<Service> services() {
    return running() ? parts() : List.of();
  }

  private List<Service> parts() {
    return compose().containers().stream()
        .filter(container -> !container.once())
        .map(DockerStack::service)
        .toList();
  }

  private static Service service(Container container) {
    return new Service(
        container.service(),
        container.up(),
        container.up() ? "healthy" : container.state(),
        container.up() ? "" : container.health(),
        null,
        null);
  }

  @Override
  public List<Fault> faults() {
    return book().faults();
  }

  @Override
  public Instant breakBy(Fault fault) {
    switch (fault.kind()) {
      case OUTAGE -> compose().output("pause", "order");
      case DATABASE -> compose().output("stop", "postgres");
      case ERRORS, LATENCY -> inject(with(fault));
    }
    book().add(fault);
    return Instant.now();
  }

  @Override
  public void kill(String part) {
    throw new Refusal(
        "Docker starts no container again that was killed on purpose, so "
            + part
            + " would stay away. Take the native stack: ./nines down, then ./nines up --native.");
  }

  private List<Fault> with(Fault fault) {
    List<Fault> faults = new ArrayList<>(faults());
    faults.removeIf(other -> other.kind() == fault.kind());
    faults.add(fault);
    return faults;
  }

  private void inject(List<Fault> faults) {
    try {
      new FaultInjector(settings.url(Port.ORDER_MANAGEMENT, "/actuator/faults")).apply(faults);
    } catch (IOException e) {
      throw new Refusal("The fault injector of order can't be reached: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Fault> heal() {
    List<Fault> faults = faults();
    for (Fault fault : faults) {
      switch (fault.kind()) {
        case OUTAGE -> unpause();
        case DATABASE -> compose().output("start", "postgres");
        case ERRORS, LATENCY -> {}
      }
    }
    if (faults.stream().anyMatch(fault -> fault.kind().injected())) {
      inject(List.of());
    }
    book().clear();
    return faults;
  }

  // Compose refuses to unpause what somebody has unpaused, or restarted, already.
  private void unpause() {
    boolean paused =
        services().stream().anyMatch(s -> s.name().equals("order") && s.phase().equals("paused"));
    if (paused) {
      compose().output("unpause", "order");
    }
  }

  @Override
  public Down down(Terminal terminal) {
    Instant start = Instant.now();
    try (HomeLock _ = HomeLock.take(settings.home())) {
      boolean running = running();
      if (running) {
        new BackgroundLoad(settings).end();
        unpause();
        book().clear();
        compose().follow(terminal, List.of("down", "--remove-orphans", "--timeout", "10"));
        Files.deleteIfExists(mark());
      }
      return new Down(running, 0, Duration.between(start, Instant.now()));
    } catch (IOException e) {
      throw new Refusal("The state folder can't be written: " + e, e);
    }
  }

  // Where it was made: no part that may be stopped has it, and no other user of the machine.
  @Override
  public DevelopmentKey key() {
    return DevelopmentKey.of(
        compose()
            .output(
                "run",
                "--rm",
                "--no-deps",
                "-T",
                "--entrypoint",
                "cat",
                "credentials",
                "/credentials/token/key.pem"));
  }

  @Override
  public void startLoad(List<String> command) {
    new BackgroundLoad(settings).start(command);
  }
}
