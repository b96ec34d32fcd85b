package dev.nines.autoconfigure.metrics;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What it costs a request to be counted, by route, status and latency: with a lock and a map, with
 * Micrometer's meters (LongAdders), and with a bounded buffer of events that another thread rolls
 * up. docs/PERFORMANCE.md has the result; {@code ./nines bench meters} compares them in a server.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(2)
@Fork(1)
public class RequestMetersBenchmark {
  private static final String[] ROUTES = {"/ping", "/api/orders/**", "/api/orders/events"};
  private static final int[] STATUSES = {200, 201, 404, 503};
  private static final long[] BOUNDS_MICROS = {
    10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000
  };

  public static void main(String... arguments) throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(RequestMetersBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }

  /** What is known of a request at its end. */
  private record Event(String route, long micros, int status) {
    static Event any() {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return new Event(
          ROUTES[random.nextInt(ROUTES.length)],
          random.nextLong(300_000),
          STATUSES[random.nextInt(STATUSES.length)]);
    }

    Series series() {
      return new Series(route, status);
    }
  }

  private record Series(String route, int status) {}

  /** Count, sum and histogram of a series. */
  private static final class Counts {
    private final long[] buckets = new long[BOUNDS_MICROS.length + 1];
    private long count;
    private long sum;

    void add(long micros) {
      count++;
      sum += micros;
      int bucket = 0;
      while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
        bucket++;
      }
      buckets[bucket]++;
    }
  }

  /**
   * What else a request does, so that events don't come faster than any service could make them.
   */
  @State(Scope.Benchmark)
  public static class Request {
    /** In JMH's units of some nanoseconds; 0 for events as fast as can be. */
    @Param({"0", "20000"})
    public int work;

    void serve() {
      if (work > 0) {
        Blackhole.consumeCPU(work);
      }
    }
  }

  /** A lock and a map. */
  @State(Scope.Benchmark)
  public static class Locked {
    private final Map<Series, Counts> counts = new HashMap<>();

    synchronized void add(Event event) {
      counts.computeIfAbsent(event.series(), _ -> new Counts()).add(event.micros);
    }
  }

  /** Micrometer's timers, found by their series. */
  @State(Scope.Benchmark)
  public static class Meters {
    private final PrometheusMeterRegistry registry =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    void add(Event event) {
      timers
          .computeIfAbsent(event.series(), this::timer)
          .record(event.micros, TimeUnit.MICROSECONDS);
    }

    private Timer timer(Series series) {
      Duration[] bounds = new Duration[BOUNDS_MICROS.length];
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = Duration.of(BOUNDS_MICROS[i], ChronoUnit.MICROS);
      }
      return Timer.builder("requests")
          .tags("route", series.route, "status", Integer.toString(series.status))
          .serviceLevelObjectives(bounds)
          .register(registry);
    }
  }

  /** 1,024 events at most on their way to the one thread that counts them. */
  @State(Scope.Benchmark)
  public static class Buffered {
    private static final int SIZE = 1024;

    private final Queue<Event> events = PlatformDependent.newFixedMpscQueue(SIZE);
    private final Map<Series, Counts> counts = new HashMap<>();
    private final LongAdder drops = new LongAdder();
    private volatile boolean running;
    private Thread consumer = new Thread(this::roll);

    @Setup
    public void start() {
      running = true;
      consumer = Thread.ofPlatform().name("roll-up").start(this::roll);
    }

    @TearDown
    public void stop() throws InterruptedException {
      running = false;
      consumer.join();
    }

    /** Whether it has been taken. */
    boolean add(Event event) {
      boolean taken = events.offer(event);
      if (!taken) {
        drops.increment();
      }
      return taken;
    }

    private void roll() {
      while (running) {
        Event event = events.poll();
        if (event == null) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        } else {
          counts.computeIfAbsent(event.series(), _ -> new Counts()).add(event.micros);
        }
      }
    }
  }

  /** Events that found no room. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Dropped {
    public long dropped;

    @Setup(Level.Iteration)
    public void reset() {
      dropped = 0;
    }
  }

  @Benchmark
  public void lockAndMap(Request request, Locked locked) {
    request.serve();
    locked.add(Event.any());
  }

  @Benchmark
  public void meters(Request request, Meters meters) {
    request.serve();
    meters.add(Event.any());
  }

  @Benchmark
  public void buffer(Request request, Buffered buffered, Dropped dropped) {
    request.serve();
    if (!buffered.add(Event.any())) {
      dropped.dropped++;
    }
  }

  /** What all of them include: a made-up request. */
  @Benchmark
  public Object nothing(Request request) {
    request.serve();
    return Event.any();
  }
}
