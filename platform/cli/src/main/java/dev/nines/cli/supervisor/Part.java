package dev.nines.cli.supervisor;

import dev.nines.cli.process.Signal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack, and how it is started, asked and stopped.
 *
 * @param needs names of parts that must be healthy before the first start of this one
 * @param health {@code http://...} or {@code https://...} answers 200, or {@code
 *     postgres://user@host:port} takes connections; {@code none:} is healthy while it runs
 * @param stop the signal that asks it to end
 * @param grace how long it may take then, before it is killed
 * @param once whether its end is its own decision: it is not started again
 */
public record Part(
    String name,
    List<String> command,
    Map<String, String> environment,
    String log,
    List<String> needs,
    URI health,
    Signal stop,
    Duration grace,
    boolean once) {
  public Part {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    needs = List.copyOf(needs);
  }
}
