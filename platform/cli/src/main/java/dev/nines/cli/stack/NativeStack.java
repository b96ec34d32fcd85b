package dev.nines.cli.stack;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.faults.FaultInjector;
import dev.nines.cli.json.Json;
import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.process.Signal;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.supervisor.FaultState;
import dev.nines.cli.supervisor.Folders;
import dev.nines.cli.supervisor.PartState;
import dev.nines.cli.supervisor.Phase;
import dev.nines.cli.supervisor.State;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.DevelopmentKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stack without containers: a supervisor and the processes it keeps running.
 *
 * @param mtls whether {@link #up} has its services ask for certificates
 */
public record NativeStack(Settings settings, boolean mtls) implements Stack {
  private static final Duration FAULT_PATIENCE = Duration.ofSeconds(20);

  /** The one that is up, or was when it was killed. */
  public NativeStack(Settings settings) {
    this(settings, settings.mtls());
  }

  private Folders folders() {
    return new Folders(settings.home());
  }

  private Optional<State> state() {
    return State.read(folders().state()).filter(State::supervised);
  }

  @Override
  public String kind() {
    return "native";
  }

  @Override
  public boolean running() {
    return state().isPresent();
  }

  @Override
  public Up up(Terminal terminal, Duration patience) {
    Instant start = Instant.now();
    try (HomeLock _ = HomeLock.take(settings.home())) {
      Optional<State> running = state();
      if (running.isPresent()) {
        refuseToSwitch();
        boolean healthy = running.get().healthy() || !folders().faults().faults().isEmpty();
        boolean now =
            healthy || new Launch(settings, terminal).follow(running.get().supervisor(), patience);
        return new Up(switchReceivers(terminal), now && running.get().healthy(), since(start));
      }
      int orphans = new Ending(settings).endOrphans();
      if (orphans > 0) {
        terminal.progress("  ended " + orphans + " processes that a killed supervisor had left");
      }
      new Preflight(settings).checkNative();
      return new NativeStack(new Mtls(settings).choose(mtls)).launch(terminal, patience, start);
    }
  }

  private void refuseToSwitch() {
    if (mtls && !settings.mtls()) {
      throw new Refusal("The stack is up without mTLS. Run ./nines down first.");
    }
  }

  private boolean switchReceivers(Terminal terminal) {
    String changed = new Configuration(settings).switchReceivers();
    return new Receivers(settings).apply(changed, terminal);
  }

  private Up launch(Terminal terminal, Duration patience, Instant start) {
    Launch launch = new Launch(settings, terminal);
    Preparation preparation = new Preparation(settings, terminal);
    ProcessMark supervisor = launch.start(preparation.prepare());
    boolean healthy = false;
    try {
      healthy = launch.follow(supervisor, patience);
      if (!healthy) {
        throw new Refusal(
            "Not healthy after "
                + patience.toSeconds()
                + " s: "
                + unhealthy()
                + ". See "
                + settings.logs());
      }
    } finally {
      if (!healthy) {
        end();
      }
    }
    return new Up(true, true, since(start));
  }

  private String unhealthy() {
    return String.join(
        ", ",
        services().stream().filter(s -> !s.up()).map(s -> s.name() + " is " + s.phase()).toList());
  }

  private static Duration since(Instant start) {
    return Duration.between(start, Instant.now());
  }

  @Override
  public List<Service> services() {
    return state().map(s -> parts(s)).orElse(List.of());
  }

  // Load that is through is no service that is down.
  private static List<Service> parts(State state) {
    return state.parts().stream()
        .filter(part -> part.phase() != Phase.ENDED)
        .map(NativeStack::service)
        .toList();
  }

  private static Service service(PartState part) {
    ProcessMark process = part.process();
    boolean alive = process != null && process.alive();
    boolean up = alive && part.phase() == Phase.HEALTHY;
    Long pid = process != null && alive ? Long.valueOf(process.pid()) : null;
    return new Service(part.name(), up, part.phase().word(), part.detail(), pid, part.since());
  }

  @Override
  public List<Fault> faults() {
    return folders().faults().faults();
  }

  @Override
  public Instant breakBy(Fault fault) {
    if (!running()) {
      throw new Refusal("The stack is not up. Run ./nines up.");
    }
    folders().faults().add(fault);
    Pause.until(() -> applied(fault).isPresent(), FAULT_PATIENCE);
    return applied(fault).orElseThrow(() -> undone(fault));
  }

  private Optional<Instant> applied(Fault fault) {
    return found(fault).flatMap(f -> Optional.ofNullable(f.applied()));
  }

  private Optional<FaultState> found(Fault fault) {
    return state()
        .flatMap(s -> s.faults().stream().filter(f -> f.fault().equals(fault)).findFirst());
  }

  private Refusal undone(Fault fault) {
    String why =
        found(fault)
            .map(FaultState::problem)
            .filter(p -> !p.isEmpty())
            .orElse("see " + folders().log());
    List<Fault> others = faults().stream().filter(f -> !f.equals(fault)).toList();
    folders().faults().clear();
    others.forEach(folders().faults()::add);
    return new Refusal("The fault could not be brought about: " + why);
  }

  @Override
  public void kill(String part) {
    state()
        .flatMap(s -> s.part(part))
        .map(PartState::process)
        .filter(ProcessMark::alive)
        .orElseThrow(() -> new Refusal(part + " does not run. See ./nines status."))
        .signal(Signal.KILL);
  }

  @Override
  public List<Fault> heal() {
    List<Fault> faults = faults();
    if (!faults.isEmpty()) {
      folders().faults().clear();
    }
    if (running()) {
      Pause.until(() -> state().map(s -> s.faults().isEmpty()).orElse(true), FAULT_PATIENCE);
    } else {
      healLeftOvers();
    }
    return faults;
  }

  // The supervisor was killed while something was broken: its processes may still be there.
  private void healLeftOvers() {
    State.read(folders().state())
        .ifPresent(state -> state.processes().forEach(process -> process.signal(Signal.CONT)));
    try {
      new FaultInjector(settings.url(Port.ORDER_MANAGEMENT, "/actuator/faults")).apply(List.of());
    } catch (IOException e) {
      // No service, no fault.
    }
  }

  @Override
  public Down down(Terminal terminal) {
    Instant start = Instant.now();
    try (HomeLock _ = HomeLock.take(settings.home())) {
      boolean ended = new Ending(settings).endSupervisor();
      int orphans = new Ending(settings).endOrphans();
      folders().faults().clear();
      new Mtls(settings).forget();
      return new Down(ended, orphans, since(start));
    }
  }

  private void end() {
    new Ending(settings).endSupervisor();
    new Ending(settings).endOrphans();
    new Mtls(settings).forget();
  }

  @Override
  public DevelopmentKey key() {
    return DevelopmentKey.in(settings.home());
  }

  @Override
  public void startLoad(List<String> command) {
    Json.write(folders().load(), new Parts(settings).load(command));
    Pause.until(
        () ->
            state()
                .flatMap(s -> s.part("load"))
                .filter(p -> p.phase() == Phase.HEALTHY)
                .isPresent(),
        FAULT_PATIENCE);
  }
}
