package dev.nines.order;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Follows the event stream as an {@code EventSource} does: again and again, from the last id on.
 */
public final class EventReader implements AutoCloseable {
  /** One event as it came. */
  public record Event(String id, String type, String data) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<URI> stream;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile String lastId;
  private volatile int connections;
  private volatile int lastStatus;

  /**
   * Begins to read.
   *
   * @param stream asked for each time
   * @param lastId empty to begin now
   */
  public EventReader(Supplier<URI> stream, String lastId) {
    this.stream = stream;
    this.lastId = lastId;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  public List<String> comments() {
    return List.copyOf(comments);
  }

  public String lastId() {
    return lastId;
  }

  /** How often a stream was opened. */
  public int connections() {
    return connections;
  }

  public int lastStatus() {
    return lastStatus;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        read();
      } catch (IOException | IllegalStateException _) {
        // Gone; the next attempt goes on from the last id.
      } catch (InterruptedException _) {
        return;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }

  private void read() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(stream.get());
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<Stream<String>> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    lastStatus = answer.statusCode();
    try (Stream<String> lines = answer.body()) {
      if (lastStatus == 200) {
        connections++;
        Block block = new Block();
        lines.forEach(block::line);
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The lines up to an empty one. Without data it is no event, but its id counts. */
  private final class Block {
    private String id = "";
    private String type = "";
    private String data = "";

    void line(String line) {
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1);
      switch (colon < 0 ? line : line.substring(0, colon)) {
        case "id" -> id = value;
        case "event" -> type = value;
        case "data" -> data = value;
        case "" -> {
          if (line.isEmpty()) {
            dispatch();
          } else {
            comments.add(value.strip());
          }
        }
        default -> {}
      }
    }

    private void dispatch() {
      if (!data.isEmpty()) {
        events.add(new Event(id, type, data));
      }
      if (!id.isEmpty()) {
        lastId = id;
      }
      id = "";
      type = "";
      data = "";
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    http.shutdownNow();
  }
}
