package dev.nines.cli.bench;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.LoneService;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long our services take from the start of the process to their first answer, and what they
 * have in memory by then. Each runs alone, without a database; the ways take turns.
 *
 * @param settings of a stack that is not up: its gateway's ports are used
 */
public record StartupBench(Settings settings, Terminal terminal) {
  private static final Duration TRAINING = Duration.ofSeconds(60);
  private static final double KILO = 1024;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Medians.
   *
   * @param firstAnswerMs from the start of the process
   * @param rssMb resident then, in 2^20 bytes
   */
  public record Row(
      PingContestant service, StartupVariant variant, double firstAnswerMs, double rssMb) {}

  private record Tried(StartupVariant variant, double millis, double megabytes) {}

  /**
   * Starts each of these services in each way so often.
   *
   * @param rounds at least 1
   * @throws Refusal if one does not start
   */
  public List<Row> run(List<PingContestant> services, int rounds) throws InterruptedException {
    if (rounds < 1) {
      throw new Refusal("--rounds must be at least 1.");
    }
    Path folder = settings.root().resolve("target/bench");
    List<Row> rows = new ArrayList<>();
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
      Files.createDirectories(folder);
      for (PingContestant service : services) {
        rows.addAll(rows(service, rounds, new PingPort(settings, client), folder));
      }
    } catch (IOException e) {
      throw new Refusal("It can't be measured (" + e + "). See " + folder, e);
    }
    return rows;
  }

  private List<Row> rows(PingContestant service, int rounds, PingPort port, Path folder)
      throws IOException, InterruptedException {
    Path cache = folder.resolve(service.title() + ".aot");
    train(service, port, folder, cache);
    Map<StartupVariant, List<String>> commands = commands(service, cache, folder);
    List<Tried> tried = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (StartupVariant variant : commands.keySet()) {
        terminal.progress(
            "%s, %s: start %d of %d".formatted(service.title(), variant.title(), round, rounds));
        tried.add(
            start(service, variant, Objects.requireNonNull(commands.get(variant)), port, folder));
      }
    }
    Files.delete(cache);
    return commands.keySet().stream().map(variant -> row(service, variant, tried)).toList();
  }

  private static Row row(PingContestant service, StartupVariant variant, List<Tried> tried) {
    List<Tried> own = tried.stream().filter(one -> one.variant() == variant).toList();
    return new Row(
        service,
        variant,
        Median.of(own.stream().mapToDouble(Tried::millis).toArray()),
        Median.of(own.stream().mapToDouble(Tried::megabytes).toArray()));
  }

  /** The cache is written when the process ends. */
  private void train(PingContestant service, PingPort port, Path folder, Path cache)
      throws IOException, InterruptedException {
    terminal.progress("%s: training run for the AOT cache".formatted(service.title()));
    Files.deleteIfExists(cache);
    List<String> command = lone(service).command(options());
    command = with(command, "-XX:AOTCacheOutput=" + cache);
    Path log = folder.resolve(service.title() + "-training.log");
    Files.deleteIfExists(log);
    try (OwnProcess process =
        port.start(service.title(), command, environment(service), folder, log)) {
      process.askToEnd(TRAINING);
    }
    if (!Files.exists(cache)) {
      throw new Refusal("The JVM made no AOT cache. See " + log);
    }
  }

  private Tried start(
      PingContestant service,
      StartupVariant variant,
      List<String> command,
      PingPort port,
      Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve(service.title() + "-startup.log");
    Files.deleteIfExists(log);
    long began = System.nanoTime();
    try (OwnProcess process =
        port.start(service.title(), command, environment(service), folder, log)) {
      double millis = (System.nanoTime() - began) / NANOS_PER_MILLI;
      try (PeakMemory memory = new PeakMemory(process.pid())) {
        return new Tried(variant, millis, memory.kilobytes() / KILO);
      }
    }
  }

  private Map<StartupVariant, List<String>> commands(
      PingContestant service, Path cache, Path folder) throws IOException, InterruptedException {
    LoneService lone = lone(service);
    Map<StartupVariant, List<String>> commands = new EnumMap<>(StartupVariant.class);
    commands.put(StartupVariant.JAR, lone.packed(options()));
    commands.put(StartupVariant.EXTRACTED, lone.command(options()));
    commands.put(StartupVariant.AOT, with(lone.command(options()), "-XX:AOTCache=" + cache));
    new NativeImage(settings, folder, terminal)
        .build(service.title())
        .ifPresent(program -> commands.put(StartupVariant.NATIVE, List.of(program.toString())));
    return commands;
  }

  /** Options stand before the jar. */
  private static List<String> with(List<String> command, String option) {
    List<String> all = new ArrayList<>(command);
    all.add(1, option);
    return all;
  }

  private LoneService lone(PingContestant service) {
    return new LoneService(settings, service.title());
  }

  private Map<String, String> environment(PingContestant service) {
    return lone(service)
        .environment(settings.port(Port.GATEWAY), settings.port(Port.GATEWAY_MANAGEMENT));
  }

  private List<String> options() {
    return JvmOptions.of(settings.root()).arguments();
  }
}
