package dev.nines.cli.topology;

import dev.nines.otlp.ReceivedSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A system of services that call each other at random, circles included, and its traffic: each edge
 * is used at least once, by calls at different depths, with retries, databases and spans within.
 */
final class GeneratedSystem {
  private static final int DEPTH = 6;
  private static final List<String> DATABASES = List.of("postgresql", "redis", "mysql");

  private final Random random;
  private final List<String> services = new ArrayList<>();
  private final Map<String, List<Edge>> calls = new HashMap<>();
  private final SortedSet<Edge> edges = new TreeSet<>();

  GeneratedSystem(long seed, int size) {
    random = new Random(seed);
    for (int i = 0; i < size; i++) {
      services.add("service-%02d".formatted(i));
    }
    for (int i = 0; i < size; i++) {
      // At least one caller each, and others from anywhere.
      if (i > 0) {
        connect(services.get(random.nextInt(i)), Node.service(services.get(i)));
      }
      for (int more = random.nextInt(4); more > 0; more--) {
        connect(services.get(i), Node.service(services.get(random.nextInt(size))));
      }
      if (random.nextInt(3) == 0) {
        String database = DATABASES.get(random.nextInt(DATABASES.size()));
        connect(services.get(i), new Node(Node.Kind.DATABASE, database));
      }
    }
  }

  private void connect(String caller, Node callee) {
    Edge edge = new Edge(Node.service(caller), callee);
    if (!caller.equals(callee.name()) && edges.add(edge)) {
      calls.computeIfAbsent(caller, _ -> new ArrayList<>()).add(edge);
    }
  }

  SortedSet<Edge> edges() {
    return edges;
  }

  List<String> services() {
    return services;
  }

  /** The spans of traces that begin at each service in turn, shuffled, some of them twice. */
  List<ReceivedSpan> traffic(int traces) {
    List<ReceivedSpan> all = new ArrayList<>();
    for (int trace = 1; trace <= traces; trace++) {
      Spans spans = new Spans(trace);
      String first = services.get(trace % services.size());
      serve(spans, first, spans.server(first, Spans.ROOT, 50), 0, trace <= services.size());
      all.addAll(spans.all());
    }
    for (int i = all.size() / 20; i > 0; i--) {
      all.add(all.get(random.nextInt(all.size())));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private void serve(Spans spans, String service, long server, int depth, boolean every) {
    long within = random.nextBoolean() ? spans.internal(service, server) : server;
    for (Edge edge : calls.getOrDefault(service, List.of())) {
      if ((every && depth == 0) || (depth < DEPTH && random.nextInt(4) == 0)) {
        for (int attempt = random.nextInt(8) == 0 ? 2 : 1; attempt > 0; attempt--) {
          call(spans, service, edge.callee(), within, depth);
        }
      }
    }
  }

  private void call(Spans spans, String caller, Node callee, long parent, int depth) {
    if (callee.kind() == Node.Kind.DATABASE) {
      spans.client(caller, parent, 2, Map.of("db.system", callee.name()));
      return;
    }
    Map<String, String> address =
        random.nextBoolean() ? Map.of("server.address", "host-of-" + callee.name()) : Map.of();
    long client = spans.client(caller, parent, 20, address);
    serve(spans, callee.name(), spans.server(callee.name(), client, 10), depth + 1, false);
  }
}
