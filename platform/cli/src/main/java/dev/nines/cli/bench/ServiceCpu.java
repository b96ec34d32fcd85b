package dev.nines.cli.bench;

import dev.nines.cli.stack.NativeStack;
import dev.nines.cli.stack.Service;
import dev.nines.cli.terminal.Refusal;
import java.time.Duration;
import java.util.Optional;

/** The CPU time that services of a native stack have had. */
record ServiceCpu(NativeStack stack) {
  /**
   * Of one of them, since its start.
   *
   * @throws Refusal if it is not there
   */
  Duration of(String name) {
    return stack.services().stream()
        .filter(service -> service.name().equals(name))
        .map(Service::pid)
        .flatMap(pid -> Optional.ofNullable(pid).flatMap(ProcessHandle::of).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                "The process of %s is gone. See ./nines status and its log.".formatted(name)));
  }

  /** Of the gateway and order together. */
  Duration ofBoth() {
    return of("gateway").plus(of("order"));
  }
}
