package dev.nines.cli.overload;

import dev.nines.cli.process.ResidentMemory;
import dev.nines.cli.stack.Service;
import dev.nines.cli.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Resident memory of the services, by name, in kilobytes; of those whose process is seen here. */
final class Memory {
  private static final List<String> SERVICES = List.of("gateway", "order");

  private final Map<String, Long> pids = new TreeMap<>();
  private final Map<String, Long> most = new TreeMap<>();

  Memory(Stack stack) {
    for (Service service : stack.services()) {
      if (service.pid() != null && SERVICES.contains(service.name())) {
        pids.put(service.name(), service.pid());
      }
    }
  }

  Map<String, Long> now() {
    Map<String, Long> now = new TreeMap<>();
    pids.forEach((name, pid) -> now.put(name, ResidentMemory.kilobytes(pid)));
    return now;
  }

  /** Looks each second, on a thread of its own, until that is interrupted. */
  Thread watch() {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              see(now());
              TimeUnit.SECONDS.sleep(1);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private synchronized void see(Map<String, Long> now) {
    now.forEach((name, kilobytes) -> most.merge(name, kilobytes, Math::max));
  }

  /** The most that was seen. */
  synchronized Map<String, Long> most() {
    return Map.copyOf(most);
  }
}
