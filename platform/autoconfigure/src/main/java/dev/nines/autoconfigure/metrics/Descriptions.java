package dev.nines.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;

/** Says what meters are that their makers leave without a word: {@code # HELP} of a scrape. */
final class Descriptions implements MeterFilter {
  private static final String POOL = "reactor.netty.connection.provider.";

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("http.server.requests", "Requests answered, and how long each took"),
          Map.entry("http.client.requests", "Requests to other services, and how long each took"),
          Map.entry("r2dbc.query", "Queries of the database, and how long each took"),
          Map.entry("netty.eventexecutor.tasks.pending", "Tasks that wait for the event loop"),
          Map.entry("netty.eventexecutor.workers", "Event loops, each a worker of its own"),
          Map.entry("netty.allocator.memory.used", "Bytes that the buffers' allocator holds"),
          Map.entry(POOL + "active.connections", "Connections in use"),
          Map.entry(POOL + "idle.connections", "Connections that wait for a request"),
          Map.entry(POOL + "total.connections", "Connections that are open"),
          Map.entry(POOL + "max.connections", "The most connections there may be"),
          Map.entry(POOL + "pending.connections", "Requests that wait for a connection"),
          Map.entry(
              POOL + "max.pending.connections", "The most requests that may wait for a connection"),
          Map.entry(
              POOL + "pending.connections.time", "How long requests waited for a connection"));

  @Override
  public Meter.Id map(Meter.Id id) {
    String text = TEXTS.get(id.getName());
    return text == null || id.getDescription() != null
        ? id
        : new Meter.Id(
            id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), text, id.getType());
  }
}
