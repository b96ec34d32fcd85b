package dev.nines.cli.supervisor;

import dev.nines.cli.faults.Fault;
import dev.nines.cli.faults.FaultInjector;
import dev.nines.cli.faults.FaultKind;
import dev.nines.cli.process.ProcessMark;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the faults that are asked for true, again and again: a part that was restarted gets them
 * too. Used by one thread.
 */
final class Faults {
  private final Folders folders;
  private final Plan plan;
  private final Board board;
  private final List<Runner> runners;
  private List<Fault> injected = List.of();
  private @Nullable ProcessMark injectedInto;

  Faults(Folders folders, Plan plan, Board board, List<Runner> runners) {
    this.folders = folders;
    this.plan = plan;
    this.board = board;
    this.runners = runners;
  }

  /** Compares what is with what should be, once. */
  void reconcile() {
    List<Fault> wanted = folders.faults().faults();
    runner(plan.frozen()).ifPresent(r -> r.freeze(has(wanted, FaultKind.OUTAGE)));
    runner(plan.stopped()).ifPresent(r -> r.want(!has(wanted, FaultKind.DATABASE)));
    String problem = inject(wanted.stream().filter(f -> f.kind().injected()).toList());
    board.faults(wanted.stream().map(fault -> state(fault, problem)).toList());
  }

  private static boolean has(List<Fault> faults, FaultKind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }

  private Optional<Runner> runner(String name) {
    return runners.stream().filter(r -> r.part().name().equals(name)).findFirst();
  }

  /** Empty if the injector is as it should be, else why not. */
  private String inject(List<Fault> faults) {
    ProcessMark process = runner(plan.frozen()).map(Runner::process).orElse(null);
    boolean fresh = !Objects.equals(process, injectedInto);
    if (process == null || (faults.equals(injected) && !fresh) || (faults.isEmpty() && fresh)) {
      return "";
    }
    try {
      new FaultInjector(plan.injector()).apply(faults);
      injected = faults;
      injectedInto = process;
      return "";
    } catch (IOException e) {
      return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }
  }

  private FaultState state(Fault fault, String problem) {
    Instant before = appliedBefore(fault);
    if (before != null) {
      return new FaultState(fault, before, "");
    }
    boolean applied =
        switch (fault.kind()) {
          case OUTAGE -> runner(plan.frozen()).map(Runner::frozen).orElse(false);
          case DATABASE -> !runner(plan.stopped()).map(Runner::running).orElse(true);
          case ERRORS, LATENCY -> injected.contains(fault);
        };
    return new FaultState(
        fault,
        applied ? board.clock().instant() : null,
        applied || !fault.kind().injected() ? "" : problem);
  }

  private @Nullable Instant appliedBefore(Fault fault) {
    return new ArrayList<>(board.state().faults())
        .stream()
            .filter(state -> state.fault().equals(fault))
            .map(FaultState::applied)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }
}
