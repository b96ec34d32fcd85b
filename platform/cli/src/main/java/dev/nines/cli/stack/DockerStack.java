package dev.nines.cli.stack;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.faults.FaultBook;
import dev.nines.cli.faults.FaultInjector;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stack in containers, by Docker Compose and {@code docker-compose.yml}. */
public record DockerStack(Settings settings) implements Stack {
  private Compose compose() {
    return new Compose(settings.root(), settings.environment());
  }

  private FaultBook book() {
    return new FaultBook(settings.home().resolve("docker-faults.json"));
  }

  private java.nio.file.Path mark() {
    return settings.home().resolve("docker");
  }

  @Override
  public String kind() {
    return "docker";
  }

  @Override
  public boolean running() {
    return Files.exists(mark());
  }

  @Override
  public Up up(Terminal terminal, Duration patience) {
    Instant start = Instant.now();
    try (HomeLock _ = HomeLock.take(settings.home())) {
      boolean before = running() && services().stream().anyMatch(Service::up);
      boolean healthy = before && services().stream().allMatch(Service::up);
      if (!healthy) {
        Files.createDirectories(settings.home());
        Files.writeString(mark(), "");
        compose()
            .show(
                terminal,
                "up",
                "-d",
                "--build",
                "--wait",
                "--wait-timeout",
                "" + patience.toSeconds());
      }
      boolean switched = new Receivers(settings).apply(switchReceivers(), terminal);
      return new Up(!healthy || switched, true, Duration.between(start, Instant.now()));
    } catch (IOException e) {
      throw new Refusal("The state folder can't be written: " + e, e);
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
    return running()
        ? Compose.services(compose().output("ps", "--all", "--format", "json"))
        : List.of();
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
        heal();
        compose().show(terminal, "down", "--timeout", "10");
        Files.deleteIfExists(mark());
      }
      return new Down(running, 0, Duration.between(start, Instant.now()));
    } catch (IOException e) {
      throw new Refusal("The state folder can't be written: " + e, e);
    }
  }

  @Override
  public void startLoad(List<String> command) {
    new BackgroundLoad(settings).start(command);
  }
}
