package dev.nines.cli.chaos;

import java.util.Optional;

/** Reads an event stream's lines (WHATWG HTML, 9.2.6). Of one connection. */
final class ServerSentEvents {
  private String id = "";
  private String type = "";
  private final StringBuilder data = new StringBuilder();
  private boolean any;

  /**
   * Takes a line.
   *
   * @return the event that it ends; also one without data, if it has an id
   */
  Optional<ServerSentEvent> line(String line) {
    if (line.isEmpty()) {
      return end();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String rest = colon < 0 ? "" : line.substring(colon + 1);
    String value = rest.startsWith(" ") ? rest.substring(1) : rest;
    switch (field) {
      case "id" -> {
        id = value;
        any = true;
      }
      case "event" -> type = value;
      case "data" -> {
        data.append(data.isEmpty() ? "" : "\n").append(value);
        any = true;
      }
      default -> {} // a comment, or the advice when to come back
    }
    return Optional.empty();
  }

  private Optional<ServerSentEvent> end() {
    Optional<ServerSentEvent> event =
        any ? Optional.of(new ServerSentEvent(id, type, data.toString())) : Optional.empty();
    type = "";
    data.setLength(0);
    any = false;
    return event;
  }
}
