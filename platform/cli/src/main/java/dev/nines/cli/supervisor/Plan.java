package dev.nines.cli.supervisor;

import java.net.URI;
import java.util.List;

/**
 * What a supervisor runs; written by the command line, read once at the supervisor's start.
 *
 * @param parts in the order in which they are shown
 * @param smtpPort of the inbox
 * @param mailPort where the inbox is seen
 * @param frozen the part that an outage freezes
 * @param stopped the part that a database fault stops
 * @param injector where errors and latency are switched on
 */
public record Plan(
    List<Part> parts, int smtpPort, int mailPort, String frozen, String stopped, URI injector) {
  public Plan {
    parts = List.copyOf(parts);
  }
}
